"""Deletes of the calendar's rows: why they stay, and what goes with those that don't."""

import datetime as dt

import pytest

from calendar_app.models import FollowUp, HostTurn, Meeting, MeetingKind, StandingItem
from tests.calendar_app.minutes.examples import adjusted_minutes
from tests.deleting import delete, said, selected
from tests.factories import (
    BodyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    PlanEditionFactory,
)
from tests.meeting_factories import (
    AgendaItemFactory,
    DocumentFactory,
    FollowUpFactory,
    NoticeFactory,
    StandingItemFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
DAY = dt.date(2017, 2, 2)


def test_published_meeting_stays(desk):
    row = MeetingFactory(body__name="Rådet", starts_on=DAY)

    assert said(desk, row) == ["Rådet 2 februari 2017 är publicerat. Ställ in det i stället."]


@pytest.mark.parametrize(
    ("lead", "reason"),
    [
        (AgendaItemFactory, "Mötet har ett publicerat ärende. Publicera mötet och ställ in det i stället."),
        (DocumentFactory, "Mötet har en publicerad handling. Publicera mötet och ställ in det i stället."),
        (NoticeFactory, "1 utskick hänger på det. Ta bort eller ändra det först."),
    ],
)
def test_draft_meeting_with_something_published_stays(desk, lead, reason):
    row = MeetingFactory(draft=True)
    lead(meeting=row)

    assert said(desk, row) == [reason]


def test_draft_meeting_goes_with_its_agenda_and_hosts(desk):
    row = MeetingHostFactory(meeting__draft=True).meeting
    for _ in range(2):
        AgendaItemFactory(meeting=row, draft=True)

    assert set(said(desk, row)) == {"2 ärenden tas också bort.", "1 värdkommun tas också bort."}
    delete(desk, row)
    assert not Meeting.objects.exists()


def test_of_many_meetings_the_published_one_is_named(desk):
    kept = MeetingFactory(body__name="Rådet", starts_on=DAY)

    assert selected(desk, kept, MeetingFactory(draft=True)) == [
        "Rådet 2 februari 2017 är publicerat. Ställ in det i stället."
    ]
    assert Meeting.objects.count() == 2


def test_kind_of_meeting_in_use_stays_and_another_goes(desk):
    used, free = MeetingKindFactory(), MeetingKindFactory()
    for draft in (True, False):
        MeetingFactory(kind=used, draft=draft)

    assert said(desk, used) == ["2 möten är av den här typen. Döp om typen i stället, eller byt typ på mötena först."]
    assert said(desk, free) == []
    delete(desk, free)
    assert list(MeetingKind.objects.all()) == [used]


def test_standing_item_says_that_begun_agendas_keep_it(desk):
    row = StandingItemFactory()

    assert said(desk, row) == ["Nya föredragningslistor får inte ärendet. De som redan är påbörjade behåller det."]
    delete(desk, row)
    assert not StandingItem.objects.exists()


def test_turn_of_a_decided_plan_stays_and_others_go(desk):
    body = BodyFactory(name="Rådet")
    plan = PlanEditionFactory().plan
    decided = HostTurnFactory(body=body, year=2018, municipality__name="Sund", plan=plan)
    public = HostTurnFactory(body=body, year=2019, municipality__name="Näs")
    draft = HostTurnFactory(draft=True)

    assert said(desk, decided) == [
        "Rådet 2018: Sund är publicerat, och planen som det kommer från är fastställd. Byt kommun i stället."
    ]
    assert said(desk, public) == ["Rådet 2019: Näs är publicerat och försvinner för alla."]
    assert said(desk, draft) == []
    delete(desk, public)
    delete(desk, draft)
    assert list(HostTurn.objects.all()) == [decided]


def test_follow_up_that_is_done_or_sent_stays_and_a_draft_goes(desk):
    adjusted_minutes()
    sent = FollowUp.objects.get()
    done = FollowUpFactory(task="Klar", done_on=dt.date(2017, 1, 10))
    draft = FollowUpFactory()

    assert said(desk, sent) == ["”Räkna på Taxan” står i ett protokoll som är skickat för justering."]
    assert said(desk, draft) == []
    chosen = selected(desk, sent, done, draft, query="?lage=alla")
    assert set(chosen) == {
        "”Räkna på Taxan” står i ett protokoll som är skickat för justering.",
        "”Klar” är klar och står kvar.",
    }
    assert FollowUp.objects.count() == 3
