"""Where the secretariat reads what became of a row."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from committee.history.reading import changes_of
from committee.models import Body, Municipality
from tests.factories import (
    BodyFactory,
    CooperationFactory,
    MeetingFactory,
    MembershipFactory,
    MunicipalityFactory,
    UserFactory,
)
from tests.forms import form_of
from tests.meeting_factories import AgendaItemFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def page_of(row) -> str:
    return reverse("committee:history-detail", args=[row._meta.label_lower, row.pk])


def told(changes) -> list[tuple]:
    """Each row's change: which row, what, and its values before and after."""
    return [
        (row.kind, row.what, [(value.label, value.before, value.after) for value in row.values])
        for change in changes
        for row in change.rows
    ]


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_page_says_who_when_and_what_stood_before_and_after(desk, secretary):
    secretary.first_name, secretary.last_name = "Kim", "Ek"
    secretary.save()
    body = BodyFactory(name="Gruppen för vägar")
    edit = reverse("admin:committee_body_change", args=[body.pk])
    desk.post(edit, form_of(desk.get(edit), "name") | {"name": "Gruppen för broar"})

    response = desk.get(page_of(body))

    latest = response.context["changes"].rows[0]
    assert (latest.by, latest.address) == ("Kim Ek", edit)
    assert told([latest]) == [("Organ", "update", [("Namn", "Gruppen för vägar", "Gruppen för broar")])]
    assert '<del><span class="visually-hidden"> struket: </span>vägar' in text_of(response)
    assert '<ins><span class="visually-hidden"> tillagt: </span>broar' in text_of(response)


def test_parts_are_told_with_their_root_and_names_instead_of_keys(desk):
    membership = MembershipFactory(municipality=MunicipalityFactory(name="Alvik"), starts_on="2010-01-01")
    membership.ends_on = "2017-12-31"
    membership.save()
    meeting = MeetingFactory(body=BodyFactory(name="Rådet"))
    AgendaItemFactory(meeting=meeting, title="Vägar")

    municipality = changes_of(membership.municipality).rows
    of_meeting = changes_of(meeting).rows

    assert ("Medlemskap", "update", [("Sista dag", "", "2017-12-31")]) in told(municipality)
    assert ("Ärende", "insert") in [change[:2] for change in told(of_meeting)]
    assert [values for kind, _, values in told(of_meeting) if kind == "Möte" and ("Organ", "", "Rådet") in values]


def test_row_that_is_gone_is_found_among_all_changes_and_read_as_it_was(desk):
    body = BodyFactory(name="Gruppen")
    page = page_of(body)
    body.delete()

    everything = desk.get(reverse("committee:history-list"))
    response = desk.get(page)

    assert page in everything.content.decode()
    assert "Raden är borttagen." in text_of(response)
    assert "Ändringar: Gruppen" in text_of(response)


@pytest.mark.parametrize(
    "path",
    ["committee.body/0", "committee.body/99", f"committee.body/{10**30}", "committee.nothing/1", "x/1", "auth.group/1"],
)
def test_row_without_a_history_is_not_found(desk, path):
    assert desk.get(f"/admin/andringar/{path}/").status_code == 404


def test_admin_s_own_history_leads_here(desk):
    body = BodyFactory()

    response = desk.get(reverse("admin:committee_body_history", args=[body.pk]))

    assert response.url == page_of(body)
    assert desk.get("/admin/committee/body/x/history/").url == reverse("admin:index")


def test_only_the_secretariat_reads_it_and_accounts_are_for_those_who_see_to_them(client, superuser, secretary):
    body, user = BodyFactory(), UserFactory(first_name="Kim")
    chief = UserFactory(is_staff=True)
    pages = [
        page_of(body),
        reverse("committee:history-detail", args=["auth.user", user.pk]),
        reverse("committee:history-list"),
    ]
    answers = {}

    for who, name in ((secretary, "secretary"), (superuser, "superuser"), (chief, "staff"), (user, "member")):
        client.force_login(who)
        answers[name] = [client.get(page).status_code for page in pages]

    assert answers == {
        "secretary": [200, 403, 200],
        "superuser": [200, 200, 200],
        "staff": [403, 403, 403],
        "member": [302, 302, 302],
    }


def test_accounts_are_left_out_of_what_the_secretary_reads_of_all(desk):
    user = UserFactory(first_name="Hemlige", email="hemlig@example.se", secretary=True)
    role = user.groups.through.objects.get(user=user)

    assert desk.get(page_of(role)).status_code == 403
    assert "hemlig@" not in desk.get(reverse("committee:history-list")).content.decode()
    assert "Hemlige" not in desk.get(reverse("committee:history-list")).content.decode()
    assert "Hemlige" not in b"".join(desk.get(reverse("committee:history-export")).streaming_content).decode()


def test_older_changes_are_on_the_next_page(desk):
    body = BodyFactory(name="0")
    for number in range(1, 60):
        Body.objects.update(name=f"{number}")

    first, second = (desk.get(page_of(body), {"sida": page}).context["changes"] for page in (1, 2))

    assert (len(first.rows[0].rows), first.has_older) == (50, True)
    assert (len(second.rows[0].rows), second.has_older) == (10, False)
    assert '<a href="?sida=2">Äldre ändringar</a>' in desk.get(page_of(body)).content.decode()
    for page in ("", "x", "0", "9" * 500):
        assert desk.get(page_of(body), {"sida": page}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_changes(desk, django_assert_num_queries, count):
    CooperationFactory()
    ContentType.objects.get_for_model(Municipality)  # Django remembers it
    municipality = MunicipalityFactory()
    for number in range(count):
        MembershipFactory(
            municipality=municipality, starts_on=f"20{10 + number}-01-01", ends_on=f"20{10 + number}-12-31"
        )
        Municipality.objects.filter(pk=municipality.pk).update(name=f"Alvik {number}")

    with django_assert_num_queries(9):
        response = desk.get(page_of(municipality))

    assert len(told(response.context["changes"].rows)) == 1 + 2 * count


def test_export_has_every_event_and_its_own_checksum(desk):
    body = BodyFactory(name="Ett")
    Body.objects.update(name="Två")

    lines = b"".join(desk.get(reverse("committee:history-export")).streaming_content).decode().splitlines(keepends=True)

    events = [json.loads(line) for line in lines[:-1]]
    bodies = [event for event in events if (event["table"], event["row"]) == ("committee.Body", body.pk)]
    assert [(event["row"], event["what"], event["values"]["name"]) for event in bodies] == [
        (body.pk, "insert", "Ett"),
        (body.pk, "update", "Två"),
    ]
    last = json.loads(lines[-1])
    assert last["events"] == len(events)
    assert last["sha256"] == hashlib.sha256("".join(lines[:-1]).encode()).hexdigest()
