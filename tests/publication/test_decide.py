"""Deciding: an edition that nothing changes, or a reason and nothing written."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import connection

from budget.models import Budget, BudgetLine
from budget.operations import revise
from calendar_app.models import HostTurn, Meeting
from committee.models import Body, Municipality, Plan, PlanEdition, PlanNode
from sodertorn.publication.compose import compose
from sodertorn.publication.decide import DecisionRefusedError, decide, fingerprint
from sodertorn.publication.review import Topic, review
from tests.factories import HostTurnFactory, MeetingFactory, PlanFactory
from tests.publication.rows import ANNOUNCED, AT, DECIDED_ON, all_rows

pytestmark = pytest.mark.django_db


def refusal(plan, **values) -> list[str]:
    """Why the plan can't be decided; nothing may have changed."""
    before = all_rows()
    with pytest.raises(DecisionRefusedError) as refused:
        decide(plan, **{"on": DECIDED_ON, "at": AT, **values})
    assert all_rows() == before
    return refused.value.reasons


def test_decided_plan_is_its_years_first_edition(plan, secretary):
    edition = decide(plan, on=DECIDED_ON, paragraph="§ 12", at=AT, by=secretary)

    assert set(PlanEdition.objects.all()) == {edition}
    assert plan.current_edition() == edition
    assert (edition.number, edition.supersedes, edition.decided_by) == (1, None, secretary)
    assert (edition.decided_on, edition.decided_in, edition.decided_at) == (DECIDED_ON, "§ 12", AT)


def test_edition_holds_what_compose_gives_before_the_decision(plan):
    before = compose(plan, number=1, decided_on=DECIDED_ON, decided_in="§ 12")

    decide(plan, on=DECIDED_ON, paragraph="§ 12", at=AT)

    assert PlanEdition.objects.get().content == before


def test_checksum_can_be_repeated_from_what_the_database_holds(plan):
    decide(plan, on=DECIDED_ON, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content::text, sha256 FROM committee_planedition")
        stored, checksum = cursor.fetchone()

    canonical = json.dumps(json.loads(stored), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    assert hashlib.sha256(canonical).hexdigest() == checksum


def test_decision_adopts_the_budget(plan):
    decide(plan, on=DECIDED_ON, paragraph="§ 12", at=AT)

    assert Budget.objects.values_list("year", "adopted_on", "adopted_in").get() == (2017, DECIDED_ON, "§ 12")


def test_decision_leaves_a_budget_that_is_adopted_and_its_revision_alone(plan):
    adopted = Budget.objects.get()
    adopted.adopt(on=dt.date(2016, 11, 3), paragraph="§ 9")
    revision = revise(adopted, reason="Ny hyra")
    revision.lines.update(amount_sek=1)

    decide(plan, on=DECIDED_ON, at=AT)

    assert list(Budget.objects.order_by("number").values_list("adopted_on", flat=True)) == [
        dt.date(2016, 11, 3),
        None,
    ]
    [chapter] = [one for one in PlanEdition.objects.get().content["chapters"] if one["kind"] == "budget"]
    assert [side["total_sek"] for side in chapter["budget"].values()] == [945_000, 945_000]


def test_decision_announces_meetings_turns_bodies_and_municipalities(plan):
    earlier = AT - dt.timedelta(days=30)
    early = Meeting.objects.get(starts_on=dt.date(2017, 1, 20))
    Meeting.objects.filter(pk=early.pk).announce(at=earlier)
    other_year = MeetingFactory(draft=True, body=early.body, starts_on=dt.date(2019, 1, 1))

    decide(plan, on=DECIDED_ON, at=AT)

    cycle = HostTurn.objects.in_cycle()
    assert set(cycle.values_list("announced_at", flat=True)) == {None}  # found by the import, not said by the plan
    cycle.delete()
    moments = {model: set(model.objects.values_list("announced_at", flat=True)) for model in ANNOUNCED}
    assert moments == {Body: {AT, earlier}, Municipality: {AT}, HostTurn: {AT}, Meeting: {AT, earlier, None}}
    assert set(Meeting.objects.filter(announced_at=None)) == {other_year}
    assert set(Meeting.objects.filter(announced_at=earlier)) == {early}


def test_months_of_the_next_year_are_in_the_edition(plan):
    content = decide(plan, on=DECIDED_ON, at=AT).content
    [calendar] = [chapter for chapter in content["chapters"] if chapter["kind"] == "calendar"]

    months = [
        (meeting["starts_on"], meeting["hosts"])
        for series in calendar["children"]
        for meeting in series.get("meetings", [])
        if meeting["precision"] == "month"
    ]

    assert months == [("2018-01-01", ["Huddinge"]), ("2018-03-01", ["Haninge"]), ("2018-04-01", ["Nykvarn"])]


def test_rows_edited_after_the_decision_leave_the_edition_as_it_was(plan):
    edition = decide(plan, on=DECIDED_ON, at=AT)
    before = PlanEdition.objects.values().get()

    Plan.objects.get(pk=plan.pk).reopen(because="Vi provar.", at=AT, by=None)
    plan.nodes.update(is_focus=False)
    plan.nodes.filter(text="").update(title="Ändrad")
    Meeting.objects.update(title="Ändrat")
    BudgetLine.objects.update(outcome_sek=1)  # the rest is locked
    Municipality.objects.filter(name="Salem").update(name="Ändrad")
    Meeting.objects.filter(starts_on=dt.date(2017, 2, 2)).update(state="cancelled")

    assert PlanEdition.objects.values().get() == before
    assert compose(plan, number=1, decided_on=DECIDED_ON) != edition.content


def test_plan_that_is_decided_is_not_decided_again(plan):
    decide(plan, on=DECIDED_ON, at=AT)

    assert refusal(plan) == ["Verksamhetsplanen för 2017 är redan fastställd."]


def test_decision_of_tomorrow_is_refused_and_of_today_accepted(plan):
    assert refusal(plan, on=dt.date(2017, 1, 10)) == ["Beslutsdatumet 10 januari 2017 har inte varit än."]
    assert decide(plan, on=AT.date(), at=AT).decided_on == AT.date()


def test_budget_that_does_not_balance_stops_the_decision(plan):
    BudgetLine.objects.filter(label="Personal").update(amount_sek=895_001)

    assert refusal(plan) == [
        "Budgeten för 2017 balanserar inte: intäkterna är 945\xa0000\xa0kr och kostnaderna 945\xa0001\xa0kr."
    ]


def test_budget_without_lines_stops_the_decision(plan):
    BudgetLine.objects.all().delete()

    assert refusal(plan) == [
        "Kapitel 8 Budget 2017 är tomt: årets budget har inga poster.",
        "Budgeten för 2017 har inga poster.",
    ]


def test_budget_chapter_without_a_budget_stops_the_decision(plan):
    Budget.objects.all().delete()

    assert refusal(plan) == ["Kapitel 8 Budget 2017 är tomt: årets budget har inga poster."]


def test_empty_chapters_stop_the_decision_each_with_its_name(plan):
    plan.nodes.filter(parent__number__in=["2", "4"]).delete()
    Meeting.objects.all().delete()
    plan.nodes.filter(parent__parent__number="7").delete()

    assert refusal(plan) == [
        "Kapitel 2 Syfte är tomt.",
        "Kapitel 4 Vision 2025 är tomt.",
        "Kapitel 7 Kalendarium är tomt.",
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda: PlanNode.objects.filter(kind="commitment").first().delete(),
        lambda: PlanNode.objects.filter(kind="paragraph").update(text="Annat"),
        lambda: Meeting.objects.filter(starts_on=dt.date(2017, 2, 2)).update(ends_on=dt.date(2017, 2, 3)),
        lambda: HostTurn.objects.filter(year=2017).update(municipality=Municipality.objects.get(name="Salem")),
        lambda: BudgetLine.objects.update(label="Annat"),
        lambda: Municipality.objects.filter(name="Salem").update(name="Salems"),
        lambda: Plan.objects.update(title="Plan 2017"),
    ],
    ids=["node_gone", "text", "meeting", "turn", "budget", "municipality", "title"],
)
def test_plan_changed_since_the_preview_is_not_decided(plan, change):
    previewed = fingerprint(compose(plan, number=1, decided_on=None))
    change()

    assert refusal(plan, previewed=previewed) == [
        "Planen har ändrats sedan du förhandsgranskade den. Läs den en gång till."
    ]


def test_plan_unchanged_since_the_preview_is_decided(plan):
    assert (
        decide(
            plan,
            on=DECIDED_ON,
            paragraph="§ 12",
            at=AT,
            previewed=fingerprint(compose(plan, number=1, decided_on=None)),
        ).number
        == 1
    )


def test_deciding_a_plan_neither_shows_nor_stores_another_draft_s_rows(plan):
    other = PlanFactory(year=plan.year + 1)
    turn = HostTurnFactory(
        body=Body.objects.first(), year=plan.year + 20, plan=other, draft=True, municipality__draft=True
    )
    meeting = MeetingFactory(body=Body.objects.first(), plan=other, draft=True, starts_on=dt.date(plan.year, 5, 5))

    edition = decide(plan, on=DECIDED_ON, at=AT)

    for row in (turn, turn.municipality, meeting):
        row.refresh_from_db()
        assert row.announced_at is None
    assert turn.municipality.name not in json.dumps(edition.content)
    assert f'"id": {meeting.pk},' not in json.dumps(edition.content["chapters"][6])


def test_draft_meeting_that_the_plan_does_not_list_is_remarked_and_stays_a_draft(plan):
    stray = MeetingFactory(draft=True, starts_on=dt.date(plan.year, 5, 5))

    remarks = review(plan, compose(plan, number=1, decided_on=DECIDED_ON))
    decide(plan, on=DECIDED_ON, at=AT)

    stray.refresh_from_db()
    assert [remark.text for remark in remarks if remark.topic == Topic.MEETING] == [
        f"{stray} står inte i planen och blir inte synligt för andra än sekretariatet."
    ]
    assert stray.announced_at is None


def test_decision_with_too_long_a_paragraph_or_too_early_a_day_is_refused(plan):
    assert refusal(plan, paragraph="§" * 21) == ["Paragrafen får ha högst 20 tecken, till exempel § 12."]
    assert refusal(plan, on=dt.date(1, 1, 1)) == ["Beslutsdatumet 1 januari 1 är för länge sedan. Kontrollera årtalet."]
