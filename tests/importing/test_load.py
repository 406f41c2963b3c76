"""A parsed plan becomes a draft's rows, all or nothing, and never touches what is decided or announced."""

import datetime as dt

import pytest

from budget.models import Budget, BudgetLine
from calendar_app.models import HostTurn, Meeting, MeetingKind
from committee.models import Body, Cooperation, Duty, Municipality, Plan, PlanNode
from sodertorn.importing.document import parse
from sodertorn.importing.load import LoadError, load_plan
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import (
    AT,
    BodyFactory,
    CooperationFactory,
    HostTurnFactory,
    MeetingFactory,
    MembershipFactory,
    MunicipalityFactory,
    PlanEditionFactory,
    PlanFactory,
)
from tests.importing import expected
from tests.importing.rows import everything, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["seed", "demo"])
def plan_2017(request):
    return parse(request.getfixturevalue(f"{request.param}_text"))


@pytest.fixture
def invented(invented_text):
    return parse(invented_text)


def test_plan_of_2017_becomes_its_rows(plan_2017):
    leads_to_a_page = {"PlanReference": 1} if plan_2017.references else {}  # the real one shows no pages
    loaded = load_plan(plan_2017)

    assert loaded.findings == []
    assert {model: count for model, count in row_counts().items() if count} == {
        "Cooperation": 1,
        "Municipality": 8,
        "Membership": 8,
        "Body": 5,
        "Plan": 1,
        "PlanNode": 86,
        **leads_to_a_page,
        "Duty": 9,
        "MeetingKind": 1,
        "Meeting": 20,
        "MeetingHost": 13,
        "HostTurn": 16,
        "Budget": 1,
        "BudgetLine": 3,
    }


def test_rows_of_2017_say_what_the_document_says(plan_2017):
    plan = load_plan(plan_2017).plan

    assert (plan.year, plan.title, plan.subtitle) == (2017, "Verksamhetsplan 2017", "Budget 2017")
    assert plan.document_decided_on == dt.date(2016, 12, 8)
    assert str(Cooperation.objects.get().secretariat_host) == "Huddinge"
    assert {
        str(municipality) for municipality in Municipality.objects.members(dt.date(2017, 1, 1))
    } == expected.MUNICIPALITIES
    assert [
        (b.name, str(b), b.usual_weekday, b.usual_starts_at, b.usual_ends_at, b.prepares.name if b.prepares else "")
        for b in Body.objects.all()
    ] == expected.BODIES
    numbers = plan.duties.filter(kind=Duty.Kind.MEETINGS)
    assert [(d.body.name, d.minimum_meetings, d.period_years) for d in numbers] == expected.DUTIES
    assert {duty.node.kind for duty in numbers} == {PlanNode.Kind.PARAGRAPH}
    others = plan.duties.exclude(kind=Duty.Kind.MEETINGS)
    assert [(str(duty), duty.node.kind) for duty in others] == expected.OTHER_PROMISES
    assert "örbered" in others.get(kind=Duty.Kind.PREPARED).node.text
    assert [row_of(node, depth) for node, depth in plan.nodes.tree()] == [
        row_of(node, depth) for chapter in plan_2017.chapters for node, depth in deep(chapter)
    ]


def row_of(node, depth):
    return (depth, node.kind, node.number, node.title, node.text, node.is_focus, node.series_kind)


def deep(node, depth=0):
    yield node, depth
    for child in node.children:
        yield from deep(child, depth + 1)


def meeting_rows():
    return [
        (
            meeting.body.name,
            meeting.starts_on.isoformat(),
            None if meeting.is_month_only else meeting.ends_on.isoformat(),
            expected.times(meeting.starts_at, meeting.ends_at),
            meeting.kind.name if meeting.kind else "",
            meeting.title,
            ", ".join(host.name for host in meeting.host_municipalities),
        )
        for meeting in Meeting.objects.order_by("pk")
    ]


def test_calendar_of_2017_is_drafts_until_decided(plan_2017):
    load_plan(plan_2017)

    assert meeting_rows() == expected.MEETINGS
    turns = HostTurn.objects.exclude(year=None)
    assert [(t.body.name, t.year, t.municipality.name) for t in turns] == expected.TURNS
    cycle = HostTurn.objects.in_cycle()
    assert [(t.body.name, t.position, t.municipality.name) for t in cycle] == expected.CYCLE
    assert set(MeetingKind.objects.values_list("name", "counts_in_rota")) == {("planeringskonferens", True)}
    drafts = [*Meeting.objects.all(), *HostTurn.objects.all(), *Body.objects.all(), *Municipality.objects.all()]
    assert {row.announced_at for row in drafts} == {None}
    assert Budget.objects.get().adopted_on is None


def test_same_document_loaded_twice_gives_the_same_rows(plan_2017, invented):
    load_plan(invented)
    load_plan(plan_2017)
    before, counts = everything(), row_counts()

    loaded = [load_plan(parsed, replace_draft=True) for parsed in (invented, plan_2017)]

    assert [one.findings for one in loaded] == [[], []]
    assert row_counts() == counts
    assert sorted(map(str, everything())) == sorted(map(str, before))


def test_draft_is_refused_unless_it_is_to_be_replaced(invented):
    load_plan(invented)
    before = everything()

    with pytest.raises(LoadError, match=r"^Det finns redan ett utkast för 2031\.$"):
        load_plan(invented)

    assert everything() == before


def test_budget_without_a_plan_is_a_draft_too(invented):
    BudgetFactory(year=2031)

    with pytest.raises(LoadError, match="Det finns redan ett utkast för 2031"):
        load_plan(invented)

    assert (Plan.objects.count(), load_plan(invented, replace_draft=True).plan.year) == (0, 2031)


def test_replaced_draft_leaves_nothing_behind(invented):
    plan = load_plan(invented).plan
    counts = row_counts()
    meeting = Meeting.objects.get(starts_on=dt.date(2031, 2, 5))
    Meeting.objects.filter(pk=meeting.pk).update(starts_on=dt.date(2031, 2, 6), ends_on=dt.date(2031, 2, 6))
    MeetingFactory(draft=True, body=meeting.body, plan=plan, starts_on=dt.date(2031, 7, 1))
    plan.nodes.filter(title="Bakgrund").update(title="Ändrad")
    BudgetLine.objects.filter(label="Personal").update(amount_sek=1)

    loaded = load_plan(invented, replace_draft=True)

    assert loaded.findings == []
    assert row_counts() == counts
    assert not PlanNode.objects.filter(title="Ändrad").exists()
    assert not Meeting.objects.filter(starts_on__in=[dt.date(2031, 2, 6), dt.date(2031, 7, 1)]).exists()
    assert BudgetLine.objects.get(label="Personal").amount_sek == 960_000


def test_replaced_draft_keeps_what_is_announced_and_who_takes_part(invented):
    load_plan(invented)
    Meeting.objects.filter(starts_on=dt.date(2031, 2, 5)).update(venue="Rådhuset")
    Meeting.objects.filter(starts_on__in=[dt.date(2031, 2, 5), dt.date(2032, 2, 1)]).announce(at=AT)
    HostTurn.objects.filter(year=2031).announce(at=AT)
    counts = row_counts()
    kept = {model: set(model.objects.exclude(announced_at=None)) for model in (Meeting, HostTurn, Municipality, Body)}

    loaded = load_plan(invented, replace_draft=True)

    assert row_counts() == counts
    assert {model: set(model.objects.exclude(announced_at=None)) for model in kept} == kept
    assert Meeting.objects.get(starts_on=dt.date(2031, 2, 5)).venue == "Rådhuset"
    assert {(finding.line, finding.text) for finding in loaded.findings} == {
        (142, "Samverkansrådet har redan ett möte 5 februari 2031. Det ändras inte."),
        (148, "Samverkansrådet har redan ett möte 1 februari 2032. Det ändras inte."),
    }


def test_meeting_announced_from_a_replaced_draft_is_still_the_plans(invented):
    load_plan(invented)
    Meeting.objects.filter(starts_on=dt.date(2032, 2, 1)).announce(at=AT)

    plan = load_plan(invented, replace_draft=True).plan

    assert plan.meetings.count() == 15


def test_turn_that_says_otherwise_is_kept_with_a_finding(invented):
    load_plan(invented)
    other = MunicipalityFactory(name="Sundvik")
    HostTurn.objects.filter(year=2032).update(municipality=other, announced_at=AT)

    loaded = load_plan(invented, replace_draft=True)

    assert HostTurn.objects.get(year=2032).municipality == other
    assert [(finding.line, finding.text) for finding in loaded.findings] == [
        (128, "Fjärdforum 2032: värdlistan säger Sundvik. Den ändras inte.")
    ]


def test_month_that_gets_its_day_is_pointed_out_and_no_second_meeting_made(invented):
    body = BodyFactory(name="Samverkansrådet")
    MeetingFactory(body=body, precision="month", starts_on=dt.date(2031, 4, 1))

    loaded = load_plan(invented)

    assert [(finding.line, finding.text) for finding in loaded.findings] == [
        (
            143,
            "Samverkansrådet april 2031 (preliminärt) finns redan i kalendern. "
            "Ge det mötet dagen 9 april 2031 där, så består adressen.",
        )
    ]
    assert set(Meeting.objects.filter(body=body, starts_on__month=4).values_list("starts_on", flat=True)) == {
        dt.date(2031, 4, 1),
        dt.date(2032, 4, 1),
    }


@pytest.mark.parametrize("replace_draft", [False, True])
@pytest.mark.parametrize(
    "decide",
    [lambda: PlanEditionFactory(plan=PlanFactory(year=2031)), lambda: BudgetFactory(year=2031, adopted=True)],
    ids=["edition", "budget"],
)
def test_decided_plan_is_never_touched(invented, decide, replace_draft):
    decide()
    before = row_counts()

    with pytest.raises(LoadError, match=r"Verksamhetsplanen för 2031 är fastställd och ändras inte av en import\."):
        load_plan(invented, replace_draft=replace_draft)

    assert row_counts() == before
    assert list(Plan.objects.values_list("title", flat=True)) in ([], ["Verksamhetsplan 2031"])


def test_rows_that_exist_are_used_and_kept(invented):
    CooperationFactory(name="Den som finns")
    alvik = MunicipalityFactory(name="Ålvik", slug="alvik-gamla")
    MembershipFactory(municipality=alvik, starts_on=dt.date(2019, 1, 1))
    council = BodyFactory(name="Samverkansrådet", slug="radet", usual_weekday=2)
    HostTurnFactory(body=BodyFactory(name="Fjärdforum"), year=2031, municipality=alvik)

    assert load_plan(invented).findings == []

    assert Cooperation.objects.get().name == "Den som finns"
    assert list(alvik.memberships.values_list("starts_on", flat=True)) == [dt.date(2019, 1, 1)]
    assert Body.objects.filter(pk=council.pk).values_list("slug", "usual_weekday").get() == ("radet", 2)
    assert (Municipality.objects.count(), Body.objects.count(), HostTurn.objects.count()) == (5, 4, 5)


def test_address_that_is_taken_gets_a_number(invented):
    MunicipalityFactory(name="Alvik", slug="alvik")
    BodyFactory(name="Fjardforum", slug="fjardforum")

    load_plan(invented)

    assert Municipality.objects.get(name="Ålvik").slug == "alvik-2"
    assert Body.objects.get(name="Fjärdforum").slug == "fjardforum-2"


def test_line_called_a_fee_is_one_and_lines_continue_those_of_the_budget_before(invented):
    before = BudgetFactory(year=2029, balanced=True)
    first = parsed_label(invented, "cost")
    old = BudgetLineFactory(budget=before, kind="cost", label=first.upper())
    BudgetFactory(year=2027, balanced=True)
    BudgetLineFactory(budget=Budget.objects.get(year=2027), kind="cost", label=first)

    load_plan(invented)

    lines = BudgetLine.objects.filter(budget__year=2031)
    assert {line.label for line in lines if line.is_fee} == {
        line.label for line in lines if line.kind == "income" and line.label.lower().startswith("avgift")
    }
    assert len({line.is_fee for line in lines.filter(kind="income")}) == 2
    assert lines.get(label=first).lineage == old.lineage


def parsed_label(parsed, kind: str) -> str:
    return next(line.label for line in parsed.budget_lines if line.kind == kind)
