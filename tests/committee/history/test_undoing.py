"""The last change of a row can be taken back from its history."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from calendar_app.models import Meeting, MeetingChange, MeetingHost
from committee.history.reading import event_model
from committee.models import Body, Municipality, Person
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PersonFactory,
    PlanEditionFactory,
    UserFactory,
)
from tests.forms import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def page_of(row, key: int | None = None) -> str:
    return reverse("committee:history-detail", args=[row._meta.label_lower, key or row.pk])


def last_event(row, key: int | None = None) -> int:
    return event_model(type(row)).objects.filter(pgh_obj_id=key or row.pk).latest("pgh_id").pgh_id


def undo(desk, row, key: int | None = None, event: int | None = None) -> list[str]:
    """What is said when the row's last change is undone."""
    response = desk.post(page_of(row, key), {"event": event or last_event(row, key)}, follow=True)
    return [str(message) for message in response.context["messages"]]


DONE = ["Ändringen är ångrad. Det syns nedan, och kan i sin tur ångras."]


def test_last_change_is_undone_by_the_button_and_the_undoing_too(desk):
    body = BodyFactory(name="Ett", position=1)
    Body.objects.update(name="Två", position=2)

    pressed = form_of(desk.get(page_of(body)), "csrfmiddlewaretoken")
    assert undo(desk, body) == DONE
    after = Body.objects.values_list("name", "position").get()
    assert undo(desk, body) == DONE

    assert pressed
    assert after == ("Ett", 1)
    assert Body.objects.values_list("name", "position").get() == ("Två", 2)


def test_only_the_last_change_has_a_button_and_an_older_one_is_refused(desk):
    body = BodyFactory(name="Ett")
    Body.objects.update(name="Två")
    older = last_event(body)
    Body.objects.update(name="Tre")

    html = desk.get(page_of(body)).content.decode()
    said = undo(desk, body, event=older)

    assert html.count('name="event"') == 1
    assert f'value="{last_event(body)}"' in html
    assert said == ["Raden har ändrats igen sedan dess. Läs det nya först."]
    assert Body.objects.get().name == "Tre"


def test_row_that_was_made_is_not_undone_here(desk):
    body = BodyFactory()

    assert 'name="event"' not in desk.get(page_of(body)).content.decode()
    assert undo(desk, body) == ["Det finns ingen ändring att ångra."]


def test_row_that_was_deleted_comes_back_as_it_was(desk):
    body = BodyFactory(name="Gruppen", position=4)
    key = body.pk
    body.delete()

    assert undo(desk, Body(pk=key)) == DONE

    assert Body.objects.values_list("pk", "name", "position").get() == (key, "Gruppen", 4)


def test_what_is_not_allowed_any_longer_is_refused_with_the_rule_s_own_words(desk):
    body = BodyFactory(name="Ett")
    Body.objects.filter(pk=body.pk).update(name="Två")
    BodyFactory(name="Ett")

    said = undo(desk, body)

    assert said == ["Det går inte att ångra: Organ med detta Namn finns redan."]
    assert Body.objects.get(pk=body.pk).name == "Två"


def test_what_a_decision_has_locked_is_refused(desk):
    chapter = ChapterFactory(title="Mål")
    type(chapter).objects.update(title="Syfte")
    PlanEditionFactory(plan=chapter.plan)

    said = undo(desk, chapter)

    assert len(said) == 1
    assert said != DONE
    chapter.refresh_from_db()
    assert chapter.title == "Syfte"


def test_meeting_s_undone_change_is_noted_for_its_readers(desk):
    meeting = MeetingFactory(venue="Rådhuset")
    Meeting.objects.update(venue="Slottet")

    assert undo(desk, meeting) == DONE

    change = MeetingChange.objects.get()
    assert (change.before, change.after) == ("Slottet", "Rådhuset")


def test_part_is_undone_from_its_root_s_page_and_noted_with_it(desk):
    host = MeetingHostFactory(municipality=MunicipalityFactory(name="Alvik"))
    MeetingHost.objects.update(municipality=MunicipalityFactory(name="Berga"))

    shown = desk.get(page_of(host.meeting)).content.decode()
    said = undo(desk, host)

    assert f'action="{page_of(host)}"' in shown
    assert said == DONE
    assert MeetingHost.objects.get().municipality.name == "Alvik"
    assert [(change.before, change.after) for change in MeetingChange.objects.all()] == [("Berga", "Alvik")]


def test_row_that_refers_to_what_is_gone_can_not_come_back(desk):
    host = MeetingHostFactory()
    key, municipality = host.pk, host.municipality
    host.delete()
    Municipality.objects.filter(pk=municipality.pk).delete()

    said = undo(desk, MeetingHost(pk=key), key)

    assert len(said) == 1
    assert said[0].startswith("Det går inte att ångra")
    assert not MeetingHost.objects.exists()


def test_part_whose_root_is_gone_too_can_not_come_back(desk):
    host = MeetingHostFactory(meeting__draft=True)
    key, meeting = host.pk, host.meeting
    host.delete()
    meeting.delete()

    said = undo(desk, MeetingHost(pk=key), key)

    assert [words.startswith("Det går inte att ångra") for words in said] == [True]


def test_partner_that_was_taken_away_comes_back(desk):
    body, partner = BodyFactory(), OrganisationFactory()
    body.partners.add(partner)
    pair = body.partners.through.objects.get()
    key = pair.pk
    pair.delete()

    assert undo(desk, Body.partners.through(pk=key), key) == DONE

    assert list(body.partners.all()) == [partner]


@pytest.mark.parametrize("who", ["superuser", "chief"])
def test_accounts_and_roles_are_not_undone_here(client, superuser, who):
    actor = superuser if who == "superuser" else UserFactory(is_staff=True)
    actor.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    user = UserFactory(is_superuser=True, secretary=True)
    User.objects.filter(pk=user.pk).update(is_superuser=False)
    role = User.groups.through.objects.get(user=user)
    key = role.pk
    role.delete()
    client.force_login(actor)

    page = client.get(page_of(user)).content.decode()
    said = undo(client, user)
    client.post(page_of(User.groups.through(pk=key), key), {"event": last_event(User.groups.through(pk=key), key)})

    user.refresh_from_db()
    assert 'name="event"' not in page
    assert said == ["Konton och roller ändras bara på kontots egen sida."]
    assert (user.is_superuser, user.groups.count()) == (False, 0)


def test_who_logs_in_as_whom_is_not_undone_here(desk):
    person = PersonFactory(user=UserFactory())
    Person.objects.update(user=None)

    assert undo(desk, person) == ["Konton och roller ändras bara på kontots egen sida."]
    person.refresh_from_db()
    assert person.user is None


def test_reader_without_the_right_to_a_row_undoes_nothing(client):
    secretary = UserFactory(secretary=True)
    secretary.groups.get().permissions.filter(codename="change_body").delete()
    body = BodyFactory(name="Ett")
    Body.objects.update(name="Två")
    client.force_login(secretary)

    assert undo(client, body) == ["Du får inte ändra den här raden."]
    assert Body.objects.get().name == "Två"
