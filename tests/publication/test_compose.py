"""An edition's content: all that the plan's rows say, and the same rows always give the same value."""

import datetime as dt

import pytest

from calendar_app.models import Meeting
from committee.canonical import canonical_bytes
from committee.models import PlanNode
from committee.reading import read_chapters
from sodertorn.importing.document import parse
from sodertorn.importing.load import load_plan
from sodertorn.publication.compose import compose
from tests.budget_factories import BudgetFactory, BudgetLineFactory
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    DutyFactory,
    HostTurnFactory,
    MeetingFactory,
    MeetingHostFactory,
    MeetingKindFactory,
    MembershipFactory,
    MunicipalityFactory,
    NodeFactory,
    PlanFactory,
)
from tests.importing import expected

pytestmark = pytest.mark.django_db
Kind = PlanNode.Kind
DAY = dt.date(2016, 12, 8)


def content_of(plan):
    return compose(plan, number=1, decided_on=DAY, decided_in="§ 12")


@pytest.fixture
def plan():
    return PlanFactory(year=2017, title="Verksamhetsplan 2017", subtitle="Budget 2017", issuer="Vikrådet")


@pytest.fixture
def council():
    return BodyFactory(
        name="Vikarnas råd",
        short_name="Rådet",
        slug="radet",
        usual_weekday=4,
        usual_starts_at=dt.time(12),
        usual_ends_at=dt.time(15),
    )


def test_whole_small_plan_is_written_out(plan, council):
    group = BodyFactory(name="Gruppen", slug="gruppen", prepares=council, position=council.position + 1)
    nordvik = MunicipalityFactory(name="Nordvik", slug="nordvik")
    MembershipFactory(municipality=nordvik)
    MembershipFactory(ends_on=dt.date(2017, 12, 30))
    prose = ChapterFactory(plan=plan, position=2, number="1", title="Syfte")
    section = NodeFactory(parent=prose, kind=Kind.SECTION, title="Rådet", text="", body=council)
    promise = NodeFactory(parent=section, kind=Kind.COMMITMENT, text="Vi möts.", is_focus=True)
    table = NodeFactory(parent=prose, kind=Kind.TABLE, text="Område | Syfte\nVik | a\\|b")
    rota = NodeFactory(parent=prose, kind=Kind.HOST_ROTA, title="Värdar", text="", body=council)
    calendar = ChapterFactory(plan=plan, position=1, kind=Kind.CALENDAR, number="2", title="Kalender")
    series = NodeFactory(parent=calendar, kind=Kind.MEETING_SERIES, title="Rådet (torsdagar)", text="", body=council)
    money = ChapterFactory(plan=plan, position=3, kind=Kind.BUDGET, number="3", title="Budget")
    DutyFactory(plan=plan, body=council, node=promise, minimum_meetings=6)
    DutyFactory(plan=plan, body=group, minimum_meetings=1, period_years=2)
    meeting = MeetingFactory(
        body=council, starts_on=dt.date(2017, 2, 2), starts_at=dt.time(9, 30), ends_at=dt.time(11), title="Bokslut"
    )
    MeetingHostFactory(meeting=meeting, municipality=nordvik)
    turn = HostTurnFactory(body=council, year=2018, municipality=nordvik)
    budget = BudgetFactory(year=2017)
    income, cost = (
        BudgetLineFactory(budget=budget, kind=kind, label=kind, amount_sek=7) for kind in ("income", "cost")
    )

    def same(node):
        return {"id": node.pk, "ancestor": node.pk}

    leaf = {"number": "", "title": "", "text": "", "is_focus": False, "children": []}
    shown = {"id": meeting.pk, "name": "Rådet, bokslut", "title": "Bokslut", "precision": "day", "hosts": ["Nordvik"]}
    when = {"starts_on": "2017-02-02", "ends_on": "2017-02-02", "starts_at": "09:30", "ends_at": "11:00"}
    sides = {
        kind: {"lines": [{"id": line.pk, "lineage": str(line.lineage), "label": kind, "amount_sek": 7}], "total_sek": 7}
        for kind, line in (("income", income), ("cost", cost))
    }
    assert content_of(plan) == {
        "format": 2,
        "year": 2017,
        "title": "Verksamhetsplan 2017",
        "subtitle": "Budget 2017",
        "issuer": "Vikrådet",
        "edition": 1,
        "decided_on": "2016-12-08",
        "decided_in": "§ 12",
        "municipalities": [{"slug": "nordvik", "name": "Nordvik"}],
        "bodies": [
            {
                "slug": "radet",
                "name": "Vikarnas råd",
                "short_name": "Rådet",
                "usual_weekday": 4,
                "usual_starts_at": "12:00",
                "usual_ends_at": "15:00",
                "prepares": None,
                "duty": {"minimum_meetings": 6, "period_years": 1, "node": promise.pk},
            },
            {
                "slug": "gruppen",
                "name": "Gruppen",
                "short_name": "Gruppen",
                "usual_weekday": None,
                "usual_starts_at": None,
                "usual_ends_at": None,
                "prepares": "radet",
                "duty": {"minimum_meetings": 1, "period_years": 2, "node": None},
            },
        ],
        "promises": [],
        "chapters": [
            {
                **leaf,
                **same(calendar),
                "kind": "calendar",
                "number": "2",
                "title": "Kalender",
                "children": [
                    {
                        **leaf,
                        **same(series),
                        "kind": "meeting_series",
                        "title": "Rådet (torsdagar)",
                        "body": "radet",
                        "meetings": [shown | when],
                    }
                ],
            },
            {
                **leaf,
                **same(prose),
                "kind": "chapter",
                "number": "1",
                "title": "Syfte",
                "children": [
                    {
                        **leaf,
                        **same(section),
                        "kind": "section",
                        "title": "Rådet",
                        "body": "radet",
                        "children": [
                            {**leaf, **same(promise), "kind": "commitment", "text": "Vi möts.", "is_focus": True}
                        ],
                    },
                    {**leaf, **same(table), "kind": "table", "rows": [["Område", "Syfte"], ["Vik", "a|b"]]},
                    {
                        **leaf,
                        **same(rota),
                        "kind": "host_rota",
                        "title": "Värdar",
                        "body": "radet",
                        "turns": [{"id": turn.pk, "year": 2018, "municipality": "Nordvik"}],
                    },
                ],
            },
            {**leaf, **same(money), "kind": "budget", "number": "3", "title": "Budget", "budget": sides},
        ],
    }


def test_same_rows_give_the_same_bytes(demo_text):
    plan = load_plan(parse(demo_text)).plan

    assert canonical_bytes(content_of(plan)) == canonical_bytes(content_of(plan))


def series_of(content):
    readings = [reading.content for chapter in read_chapters(content) for reading in chapter.walk()]
    return [node for node in readings if node["kind"] == "meeting_series"]


@pytest.mark.parametrize("document", ["seed", "demo"])
def test_whole_calendar_of_2017_is_in_the_content(request, document):
    plan = load_plan(parse(request.getfixturevalue(f"{document}_text"))).plan
    content = content_of(plan)
    names = {body["slug"]: body["name"] for body in content["bodies"]}

    found = [
        (
            names[series["body"]],
            meeting["starts_on"],
            None if meeting["precision"] == "month" else meeting["ends_on"],
            "-".join(meeting[time].replace(":", ".") for time in ("starts_at", "ends_at") if meeting[time]),
            ", ".join(meeting["hosts"]),
        )
        for series in series_of(content)
        for meeting in series["meetings"]
    ]

    assert sorted(found, key=str) == sorted(((m[0], m[1], m[2], m[3], m[6]) for m in expected.MEETINGS), key=str)
    assert [len(series["meetings"]) for series in series_of(content)] == [9, 1, 7, 1, 1, 1]
    assert [series["meetings"][0]["starts_on"] for series in series_of(content)] == [
        "2017-02-02",
        "2017-08-16",
        "2017-01-20",
        "2017-09-07",
        "2017-03-30",
        "2017-10-05",
    ]


@pytest.mark.parametrize("document", ["seed", "demo"])
def test_rota_budget_and_words_of_2017_are_in_the_content(request, document):
    parsed = parse(request.getfixturevalue(f"{document}_text"))
    plan = load_plan(parsed).plan
    readings = [reading.content for chapter in read_chapters(content_of(plan)) for reading in chapter.walk()]
    [rota] = [node for node in readings if node["kind"] == "host_rota"]
    [budget] = [node["budget"] for node in readings if node["kind"] == "budget"]

    assert [(turn["year"], turn["municipality"]) for turn in rota["turns"]] == [(t[1], t[2]) for t in expected.TURNS]
    assert [(kind, line["label"], line["amount_sek"]) for kind in budget for line in budget[kind]["lines"]] == (
        expected.BUDGET_LINES
    )
    assert {kind: side["total_sek"] for kind, side in budget.items()} == {"income": 945_000, "cost": 945_000}
    assert [(node["kind"], node["title"], node["text"], node["is_focus"]) for node in readings] == [
        (node.kind, node.title, "" if node.kind == "table" else node.text, node.is_focus) for node in parsed.nodes()
    ]


def test_only_meetings_of_the_year_or_the_plan_are_listed(plan, council):
    series = NodeFactory(
        parent__plan=plan, parent__kind=Kind.CALENDAR, kind=Kind.MEETING_SERIES, title="Rådet", body=council
    )
    of_the_year = MeetingFactory(body=council, starts_on=dt.date(2017, 3, 23))
    of_the_plan = MeetingFactory(body=council, month_only=True, plan=plan)
    draft = MeetingFactory(body=council, starts_on=dt.date(2017, 12, 7), draft=True)
    MeetingFactory(body=council, starts_on=dt.date(2018, 2, 1))
    MeetingFactory(body=council, starts_on=dt.date(2016, 12, 8))
    MeetingFactory(starts_on=dt.date(2017, 3, 23))
    MeetingFactory(body=council, kind=MeetingKindFactory(), starts_on=dt.date(2017, 3, 23))

    [found] = series_of(content_of(plan))

    assert found["id"] == series.pk
    assert [meeting["id"] for meeting in found["meetings"]] == [of_the_year.pk, draft.pk, of_the_plan.pk]


def test_budget_chapter_without_a_budget_has_two_empty_sides(plan):
    ChapterFactory(plan=plan, kind=Kind.BUDGET)
    BudgetFactory(year=2018, balanced=True)

    [chapter] = content_of(plan)["chapters"]

    assert chapter["budget"] == {kind: {"lines": [], "total_sek": 0} for kind in ("income", "cost")}


@pytest.mark.parametrize("count", [1, 30])
def test_composing_costs_ten_queries_for_any_number_of_rows(plan, council, django_assert_num_queries, count):
    BudgetFactory(year=2017, balanced=True)
    calendar = ChapterFactory(plan=plan, kind=Kind.CALENDAR)
    NodeFactory(parent=calendar, kind=Kind.MEETING_SERIES, title="Rådet", body=council)
    for number in range(count):
        NodeFactory(parent=NodeFactory(parent__plan=plan, body=BodyFactory()))
        DutyFactory(plan=plan)
        meeting = MeetingFactory(body=council, starts_on=dt.date(2017, 3, 1 + number))
        MeetingHostFactory(meeting=meeting)
        HostTurnFactory(body=council, year=2017 + number)
        MembershipFactory()

    with django_assert_num_queries(10):
        content = content_of(plan)

    assert len(content["chapters"]) == 1 + count
    assert Meeting.objects.count() == len(series_of(content)[0]["meetings"]) == count
