"""Two who edit the same thing: the second is given both texts, and what only one has changed is kept."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import reverse

from calendar_app.models import Meeting, StandingItem
from committee.models import Assignment
from tests.factories import (
    AssignmentFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    PersonFactory,
)
from tests.forms import form_of
from tests.meeting_factories import (
    StandingItemFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
SHOWN = "_visat"


def change_page(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def meeting() -> Meeting:
    meeting = MeetingFactory(venue="Rådhuset", title="Möte")
    for position, name in enumerate(("Alvik", "Berga"), start=1):
        MeetingHostFactory(meeting=meeting, municipality=MunicipalityFactory(name=name), position=position)
    return meeting


def hosts_of(meeting: Meeting) -> list[str]:
    return list(meeting.meeting_hosts.order_by("position").values_list("municipality__name", flat=True))


def test_second_editor_of_a_field_is_given_both_texts_and_nothing_is_saved(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"venue": "Slottet"})

    response = desk.post(page, second | {"venue": "Skolan"})

    assert response.status_code == 409
    assert [(one.name, one.label, one.theirs, one.mine) for one in response.context["choices"]] == [
        ("venue", "Lokal", "Slottet", "Skolan")
    ]
    meeting.refresh_from_db()
    assert meeting.venue == "Slottet"


@pytest.mark.parametrize(("taken", "venue"), [("deras", "Slottet"), ("mitt", "Skolan")])
def test_either_text_can_be_taken(desk, meeting, taken, venue):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"venue": "Slottet"})
    asked = form_of(desk.post(page, second | {"venue": "Skolan", "title": "Stort möte"}), "_ta-venue")

    response = desk.post(page, asked | {"_ta-venue": taken})

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.title) == (venue, "Stort möte")


def test_what_only_one_has_changed_is_kept_without_a_question(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"venue": "Slottet"})

    response = desk.post(page, second | {"title": "Stort möte"})

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.title) == ("Slottet", "Stort möte")


def test_third_who_saves_while_the_second_chooses_is_told_of_too(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"venue": "Slottet"})
    asked = form_of(desk.post(page, second | {"venue": "Skolan"}), "_ta-venue")
    Meeting.objects.filter(pk=meeting.pk).update(venue="Bion")

    response = desk.post(page, asked | {"_ta-venue": "mitt"})

    assert response.status_code == 409
    assert [(one.theirs, one.mine) for one in response.context["choices"]] == [("Bion", "Skolan")]


def test_faulty_choice_is_shown_again_on_top_of_what_the_other_saved(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"venue": "Slottet"})

    faulty = desk.post(page, second | {"title": "x" * 500})
    again = form_of(faulty, SHOWN)
    response = desk.post(page, again | {"title": "Stort möte"})

    assert faulty.status_code == 200
    assert again["venue"] == ["Slottet"]
    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.venue, meeting.title) == ("Slottet", "Stort möte")


def test_inline_that_both_change_is_asked_about(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    others = [MunicipalityFactory(name=name) for name in ("Dalby", "Ekby")]
    desk.post(page, first | {"meeting_hosts-0-municipality": others[0].pk})

    asked = desk.post(page, second | {"meeting_hosts-0-municipality": others[1].pk})
    desk.post(page, form_of(asked, SHOWN) | {"_ta-meeting_hosts-0-municipality": "deras"})

    assert [(one.label, one.theirs, one.mine) for one in asked.context["choices"]] == [
        ("Värdkommun: kommun", "Dalby", "Ekby")
    ]
    assert hosts_of(meeting) == ["Dalby", "Berga"]


def test_inline_row_that_another_added_stays_and_so_does_mine(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    new = {name: MunicipalityFactory(name=name).pk for name in ("Dalby", "Ekby")}

    for shown, name in ((first, "Dalby"), (second, "Ekby")):
        added = {"meeting_hosts-TOTAL_FORMS": 3, "meeting_hosts-2-municipality": new[name]}
        assert desk.post(page, shown | added).status_code == 302

    assert sorted(hosts_of(meeting)) == ["Alvik", "Berga", "Dalby", "Ekby"]


@pytest.mark.parametrize(("taken", "hosts"), [("deras", ["Berga"]), ("mitt", ["Berga", "Dalby"])])
def test_inline_row_that_another_removed_and_i_changed_is_asked_about(desk, meeting, taken, hosts):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"meeting_hosts-0-DELETE": "on"})

    asked = desk.post(page, second | {"meeting_hosts-0-municipality": MunicipalityFactory(name="Dalby").pk})
    choice = asked.context["choices"][0]
    response = desk.post(page, form_of(asked, SHOWN) | {f"_ta-{choice.name}": taken})

    assert (choice.sort, response.status_code) == ("they_removed", 302)
    assert sorted(hosts_of(meeting)) == hosts


@pytest.mark.parametrize(("taken", "hosts"), [("deras", ["Berga", "Dalby"]), ("mitt", ["Berga"])])
def test_inline_row_that_i_remove_and_another_changed_is_asked_about(desk, meeting, taken, hosts):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"meeting_hosts-0-municipality": MunicipalityFactory(name="Dalby").pk})

    asked = desk.post(page, second | {"meeting_hosts-0-DELETE": "on"})
    choice = asked.context["choices"][0]
    desk.post(page, form_of(asked, SHOWN) | {f"_ta-{choice.name}": taken})

    assert choice.sort == "you_removed"
    assert sorted(hosts_of(meeting)) == hosts


def test_row_that_another_removed_and_i_left_alone_is_gone(desk, meeting):
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"meeting_hosts-0-DELETE": "on"})

    response = desk.post(page, second | {"title": "Stort möte"})

    assert response.status_code == 302
    assert hosts_of(meeting) == ["Berga"]


def test_page_that_was_tampered_with_or_says_nothing_of_what_it_showed_saves_what_it_says(desk, meeting):
    page = change_page(meeting)
    shown = form_of(desk.get(page), SHOWN)

    for forged in ("", "x", shown[SHOWN][0][:-2]):
        assert desk.post(page, shown | {SHOWN: forged, "venue": f"Plats {forged[:1]}"}).status_code == 302

    meeting.refresh_from_db()
    assert meeting.venue == f"Plats {shown[SHOWN][0][:1]}"


def test_who_saved_first_is_named(desk, meeting, secretary):
    secretary.first_name, secretary.last_name = "Kim", "Ek"
    secretary.save()
    page = change_page(meeting)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"venue": "Slottet"})

    assert "Kim Ek sparade" in words_of(desk.post(page, second | {"venue": "Skolan"}))


def test_list_s_own_form_is_judged_row_by_row(desk):
    minutes = [StandingItemFactory(position=place, minutes=5).pk for place in (1, 2)]
    page = reverse("admin:calendar_app_standingitem_changelist")
    shown = form_of(desk.get(page), f"form-{SHOWN}")
    StandingItem.objects.filter(pk=minutes[0]).update(minutes=10)
    places = {key: next(n for n in (0, 1) if shown[f"form-{n}-id"] == [str(key)]) for key in minutes}

    alone = desk.post(page, shown | {f"form-{places[minutes[1]]}-minutes": "30", "_save": "Spara"})
    asked = desk.post(page, shown | {f"form-{places[minutes[0]]}-minutes": "20", "_save": "Spara"})

    assert (alone.status_code, asked.status_code) == (302, 409)
    assert [(one.theirs, one.mine) for one in asked.context["choices"]] == [("10", "20")]
    assert dict(StandingItem.objects.values_list("pk", "minutes")) == {minutes[0]: 10, minutes[1]: 30}

    chosen = form_of(asked, f"_ta-form-{places[minutes[0]]}-minutes")
    desk.post(page, chosen | {f"_ta-form-{places[minutes[0]]}-minutes": "mitt"})

    assert StandingItem.objects.get(pk=minutes[0]).minutes == 20


def test_every_list_with_a_form_of_its_own_says_what_its_inputs_are(desk):
    StandingItemFactory(title="Öppnande")

    lists = [model for model, page in admin.site._registry.items() if page.list_editable]

    assert set(lists) == {StandingItem, Assignment}
    assert 'aria-label="Minuter: Öppnande"' in words_of(desk.get(reverse("admin:calendar_app_standingitem_changelist")))


def test_person_s_assignments_are_covered(desk):
    assignment = AssignmentFactory(person=PersonFactory(name="Kim"))
    page = change_page(assignment.person)
    first, second = (form_of(desk.get(page), SHOWN) for _ in range(2))
    desk.post(page, first | {"assignments-0-ends_on": "2017-05-01"})

    response = desk.post(page, second | {"assignments-0-ends_on": "2017-06-01"})

    assert response.status_code == 409
    assert str(Assignment.objects.get().ends_on) == "2017-05-01"
