"""What the secretariat does to meetings, and what is noted of it."""

import datetime as dt

import pytest

from calendar_app.models import HostTurn, Meeting, MeetingChange, MeetingHost, State
from calendar_app.operations import Occurrence, change_state, give_day, recorded, swap_hosts, swap_turns
from committee.models import Municipality
from committee.reader import Reader
from committee.refusal import RefusedError
from tests.factories import (
    AT,
    BodyFactory,
    HostTurnFactory,
    MeetingChangeFactory,
    MeetingFactory,
    MeetingHostFactory,
    MunicipalityFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2017, 2, 2)
TODAY = dt.date(2017, 1, 16)


def done(reason: str = "", by=None) -> Occurrence:
    return Occurrence(AT, by, reason)


def changes(meeting: Meeting) -> list[tuple[str, str, str, str]]:
    return [(row.what, row.before, row.after, row.reason) for row in meeting.changes.all()]


def test_edit_of_a_published_meeting_is_noted_in_the_words_of_its_page():
    meeting = MeetingFactory(starts_on=DAY, venue="Stora salen")
    MeetingHostFactory(meeting=meeting, municipality__name="Sund")
    user = UserFactory()

    with recorded([meeting], done("Lokalen är upptagen", user)):
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_on=dt.date(2017, 2, 9), ends_on=dt.date(2017, 2, 9), starts_at=dt.time(12), ends_at=dt.time(15)
        )
        Meeting.objects.filter(pk=meeting.pk).update(venue="")
        meeting.meeting_hosts.update(municipality=MunicipalityFactory(name="Näs"))

    why = "Lokalen är upptagen"
    assert changes(meeting) == [
        ("date", "2 februari 2017", "9 februari 2017", why),
        ("time", "", "kl.\xa012.00–15.00", why),
        ("hosts", "Sund", "Näs", why),
        ("venue", "Stora salen", "", why),
    ]
    assert {(row.changed_at, row.changed_by) for row in meeting.changes.all()} == {(AT, user)}


def test_host_that_a_published_meeting_gets_is_published_with_it():
    meeting, other = MeetingFactory(), MunicipalityFactory(draft=True)
    host = MunicipalityFactory(draft=True)

    with recorded([meeting], done()):
        MeetingHostFactory(meeting=meeting, municipality=host)

    assert set(Municipality.objects.visible_to(Reader())) == {host}
    assert other.announced_at is None


def test_edit_of_a_draft_and_an_edit_of_nothing_are_not_noted():
    draft, published = MeetingFactory(draft=True), MeetingFactory()

    with recorded([draft, published], done()):
        Meeting.objects.filter(pk=draft.pk).update(title="Annat")
        Meeting.objects.filter(pk=published.pk).update(joining_link="https://mote.example/1")

    assert not MeetingChange.objects.exists()


def test_change_that_fails_is_neither_made_nor_noted():
    meeting = MeetingFactory(title="Förut")

    def rename_and_fail():
        with recorded([meeting], done()):
            Meeting.objects.filter(pk=meeting.pk).update(title="Annat")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        rename_and_fail()

    assert Meeting.objects.get().title == "Förut"
    assert not MeetingChange.objects.exists()


def test_cancelling_keeps_the_meeting_and_gives_the_reason():
    meeting = MeetingFactory(starts_on=DAY)

    changed = change_state(meeting, State.CANCELLED, done("För få ärenden"), today=TODAY)

    assert changed.state == State.CANCELLED
    assert changes(meeting) == [("state", "planned", "cancelled", "För få ärenden")]
    assert set(Meeting.objects.visible_to(Reader())) == {meeting}


def test_step_that_is_not_allowed_on_the_day_is_refused_in_words():
    meeting = MeetingFactory(starts_on=DAY, body__name="Rådet")

    with pytest.raises(RefusedError, match="Rådet 2 februari 2017 är planerat och kan inte bli genomfört 16 januari"):
        change_state(meeting, State.HELD, done(), today=TODAY)

    assert Meeting.objects.get().state == State.PLANNED


@pytest.mark.parametrize(
    ("to", "values"), [(State.PLANNED, {}), (State.TENTATIVE, {}), (State.TENTATIVE, {"month_only": True})]
)
def test_publishing_a_draft_shows_it_with_body_and_hosts_and_is_no_change(to, values):
    meeting = MeetingFactory(draft=True, body=BodyFactory(draft=True), **values)
    host = MeetingHostFactory(meeting=meeting, municipality=MunicipalityFactory(draft=True)).municipality

    published = change_state(meeting, to, done(), today=TODAY)

    assert (published.state, published.announced_at, published.sequence) == (to, AT, 0)
    for row in (meeting.body, host):
        row.refresh_from_db()
        assert row.announced_at == AT
    assert not MeetingChange.objects.exists()


def test_month_that_gets_its_day_keeps_address_id_and_hosts():
    meeting = MeetingFactory(month_only=True)
    MeetingHostFactory(meeting=meeting, municipality__name="Sund")
    meeting.refresh_from_db()
    day = dt.date(2018, 3, 22)

    give_day(meeting, done(), starts_on=day, ends_on=day, starts_at=dt.time(12), ends_at=dt.time(15))

    after = Meeting.objects.with_body_and_hosts().get()
    assert (after.pk, after.uid, after.host_names) == (meeting.pk, meeting.uid, "Sund")
    assert (after.when, after.state, after.sequence) == ("22 mars 2018", State.PLANNED, meeting.sequence + 1)
    assert changes(after)[0] == ("day", "mars 2018 (preliminärt)", "22 mars 2018", "")
    assert Meeting.objects.with_changes().get().moved_from is None


def test_draft_month_that_gets_its_day_stays_a_draft():
    meeting = MeetingFactory(draft=True, month_only=True)
    day = dt.date(2018, 3, 22)

    give_day(meeting, done(), starts_on=day, ends_on=day, starts_at=None, ends_at=None)

    assert Meeting.objects.get().state == State.DRAFT


@pytest.mark.parametrize("values", [{}, {"month_only": True, "cancelled": True}])
def test_meeting_that_has_a_day_or_is_cancelled_gets_none(values):
    meeting = MeetingFactory(**values)

    with pytest.raises(RefusedError, match="har redan en dag, eller är inställt"):
        give_day(meeting, done(), starts_on=DAY, ends_on=DAY, starts_at=None, ends_at=None)


def test_two_meetings_swap_all_their_hosts_in_order():
    first, second = MeetingFactory(), MeetingFactory()
    sund, nas, vik = (MunicipalityFactory(name=name) for name in ("Sund", "Näs", "Vik"))
    MeetingHostFactory(meeting=first, municipality=sund, position=1)
    MeetingHostFactory(meeting=first, municipality=nas, position=2)
    MeetingHostFactory(meeting=second, municipality=vik, position=1)

    swap_hosts(first, second, done())

    rows = MeetingHost.objects.order_by("meeting", "position").values_list("meeting", "municipality__name")
    assert list(rows) == [(first.pk, "Vik"), (second.pk, "Sund"), (second.pk, "Näs")]
    assert changes(first) == [("hosts", "Sund och Näs", "Vik", "")]
    assert changes(second) == [("hosts", "Vik", "Sund och Näs", "")]


def test_two_turns_swap_municipalities():
    body = BodyFactory()
    turns = [HostTurnFactory(body=body, year=year) for year in (2018, 2019)]
    names = [turn.municipality.name for turn in turns]

    swap_turns(*turns)

    assert list(HostTurn.objects.order_by("year").values_list("municipality__name", flat=True)) == names[::-1]


def test_moved_from_is_the_date_before_the_last_move():
    meeting = MeetingFactory()
    for minutes, before in enumerate(["1 mars 2017", "8 mars 2017"]):
        MeetingChangeFactory(
            meeting=meeting, what="date", before=before, after="senare", changed_at=AT + dt.timedelta(minutes=minutes)
        )

    row = Meeting.objects.with_changes().get()

    assert (row.moved_from, row.changed_at) == ("8 mars 2017", AT + dt.timedelta(minutes=1))


def test_changes_of_a_draft_are_the_secretariats_alone():
    hidden = MeetingChangeFactory(meeting=MeetingFactory(draft=True))
    shown = MeetingChangeFactory()

    assert set(MeetingChange.objects.visible_to(Reader())) == {shown}
    assert set(MeetingChange.objects.visible_to(Reader(is_secretariat=True))) == {hidden, shown}
