"""Each constraint of the ground floor, provoked by name."""

import datetime as dt

import pytest

from committee.models import Cooperation, Person
from tests.committee.provoking import (
    Case,
    constraint_names,
    message_of_the_constraint,
    messages_of_the_form,
    refusal_of_the_database,
)
from tests.committee.site_constraints import SITE_CASES
from tests.factories import (
    AT,
    AssignmentFactory,
    BodyFactory,
    ChapterFactory,
    DutyFactory,
    MembershipFactory,
    MunicipalityFactory,
    NodeFactory,
    OrganisationFactory,
    PersonFactory,
    PlanEditionFactory,
    PlanFactory,
    PlanReferenceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2017, 1, 1), dt.date(2017, 12, 31)


def changed(row, **values):
    """A saved row with other values, not saved again."""
    for name, value in values.items():
        setattr(row, name, value)
    return row


def second_edition(**values):
    """An unsaved edition of a plan that has one."""
    first = PlanEditionFactory()
    return PlanEditionFactory.build(
        plan=first.plan, **{"decided_on": first.decided_on, "content": first.content, **values}
    )


def edition_with_a_taken_number():
    """The third of a year, that calls itself number two."""
    second = second_edition(number=2)
    second.supersedes = second.plan.editions.get()
    second.save()
    return PlanEditionFactory.build(plan=second.plan, number=2, supersedes=second, content=second.content)


def edition_that_supersedes_what_is_superseded():
    second = second_edition(number=2)
    first = second.supersedes = second.plan.editions.get()
    second.save()
    return PlanEditionFactory.build(plan=second.plan, number=3, supersedes=first, content=second.content)


def node_of(kind, **values):
    chapter = ChapterFactory()
    return NodeFactory.build(plan=chapter.plan, parent=chapter, kind=kind, **values)


def unsaved(factory, plan, body, **values):
    return factory.build(plan=plan, body=body, **values)


def chapter_at(position):
    there = ChapterFactory(position=position)
    return ChapterFactory.build(plan=there.plan, position=position)


def node_at(position):
    there = NodeFactory(position=position)
    return NodeFactory.build(plan=there.plan, parent=there.parent, position=position)


def node_that_continues_again():
    there = NodeFactory(ancestor=17)
    return NodeFactory.build(plan=there.plan, parent=there.parent, position=there.position + 1, ancestor=17)


def reference_again():
    there = PlanReferenceFactory()
    return PlanReferenceFactory.build(node=there.node, target=there.node.parent)


def duty_again():
    there = DutyFactory()
    return DutyFactory.build(plan=there.plan, body=there.body)


OF_ITS_KIND = "Ett löfte om möten eller värdar gäller ett organ, om förberedelse två organ, om budgeten inget."


def duty_of(*, kind, body=True, preparer=False):
    return DutyFactory.build(
        plan=PlanFactory(),
        kind=kind,
        body=BodyFactory() if body else None,
        preparer=BodyFactory() if preparer else None,
    )


def second_promise_to_balance():
    there = DutyFactory(kind="balance", body=None)
    return DutyFactory.build(plan=there.plan, kind="balance", body=None)


def membership(starts_on, ends_on):
    """Of a municipality that takes part from 2017 until further notice."""
    there = MembershipFactory(starts_on=FIRST)
    return MembershipFactory.build(municipality=there.municipality, starts_on=starts_on, ends_on=ends_on)


def new_membership(**values):
    return MembershipFactory.build(municipality=MunicipalityFactory(), **values)


def self_preparing_body():
    body = BodyFactory()
    return changed(body, prepares=body)


def reopened(**values):
    """A decided plan that is being corrected, in some other way."""
    plan = PlanEditionFactory().plan
    return changed(plan, **{"reopened_at": AT, "reopened_because": "Fel.", "reopened_by": UserFactory(), **values})


def corrected(**values):
    second = second_edition(number=2, **values)
    second.supersedes = second.plan.editions.get()
    return second


DATES = "Sista dagen kan inte ligga före första dagen."
USUAL_TIMES = "Ange både start och slut, med slutet efter starten, eller ingen av tiderna."
PLACE = "Kapitel ligger överst i planen och allt annat ligger under något."
YEAR = "Året ska vara mellan 1900 och 2199."
ALREADY_MEMBER = "Kommunen är redan med under en del av den tiden."
TEXT_ALONE = "Ett stycke, ett åtagande, en punkt och en tabell har text men ingen rubrik."
NO_BODY = "Ange vilket organ mötena eller värdlistan gäller."
ONE_OR_MORE = "Ange minst ett möte och minst ett år."
TAKEN, HAS_ONE = "Den utgåvan finns redan.", "Året har redan en utgåva. En ny utgåva ersätter den."
SUPERSEDES = "En senare utgåva ska ersätta den förra."

CASES = [
    *SITE_CASES,
    Case(
        "cooperation_is_one_row",
        "Portalen har bara en samverkan. Ändra den som finns.",
        lambda: Cooperation(id=2, name="En till"),
    ),
    Case(
        "membership_ends_after_it_starts",
        DATES,
        lambda: new_membership(starts_on=dt.date(2017, 2, 2), ends_on=dt.date(2017, 2, 1)),
    ),
    Case("membership_once_at_a_time", ALREADY_MEMBER, lambda: membership(dt.date(2020, 1, 1), None)),
    Case("membership_once_at_a_time", ALREADY_MEMBER, lambda: membership(dt.date(2010, 1, 1), FIRST)),
    Case("membership_once_at_a_time", ALREADY_MEMBER, lambda: membership(FIRST, LAST)),
    Case("body_usual_times_both_or_none", USUAL_TIMES, lambda: BodyFactory.build(usual_starts_at=dt.time(12))),
    Case("body_usual_times_both_or_none", USUAL_TIMES, lambda: BodyFactory.build(usual_ends_at=dt.time(12))),
    Case(
        "body_usual_times_both_or_none",
        USUAL_TIMES,
        lambda: BodyFactory.build(usual_starts_at=dt.time(12), usual_ends_at=dt.time(12)),
    ),
    *(
        Case(
            "body_usual_weekday_exists",
            "Veckodagen ska vara en av veckans sju dagar.",
            lambda day=day: BodyFactory.build(usual_weekday=day),
            form=(f"Värdet {day} är inget giltigt alternativ.",),
        )
        for day in (0, 8)
    ),
    Case(
        "body_agenda_audience_is_known",
        "Välj vem som läser organets handlingar.",
        lambda: BodyFactory.build(agenda_audience="andra"),
        form=("Värdet 'andra' är inget giltigt alternativ.",),
    ),
    Case("body_prepares_another", "Ett organ kan inte förbereda sina egna möten.", self_preparing_body),
    Case(
        "assignment_ends_after_it_starts",
        DATES,
        lambda: AssignmentFactory.build(
            person=PersonFactory(), body=BodyFactory(), starts_on=dt.date(2017, 2, 2), ends_on=dt.date(2017, 2, 1)
        ),
    ),
    *(Case("plan_year_is_a_year", YEAR, lambda year=year: PlanFactory.build(year=year)) for year in (1899, 2200)),
    Case("node_position_once_under_its_parent", "En annan del har redan den platsen.", lambda: node_at(1)),
    Case("node_position_once_among_chapters", "Ett annat kapitel har redan den platsen.", lambda: chapter_at(1)),
    *(
        Case("node_at_the_top_is_a_chapter", PLACE, lambda kind=kind: node_of(kind, title="Syfte"))
        for kind in ("chapter", "calendar", "budget")
    ),
    Case("node_at_the_top_is_a_chapter", PLACE, lambda: ChapterFactory.build(plan=PlanFactory(), kind="section")),
    Case(
        "node_focus_is_for_commitments",
        "Bara åtaganden kan vara i fokus.",
        lambda: node_of("paragraph", is_focus=True),
    ),
    *(
        Case("node_of_words_has_text_alone", TEXT_ALONE, lambda values=values: node_of("paragraph", **values))
        for values in ({"title": "", "text": ""}, {"title": "Rubrik", "text": "Ord."}, {"title": "Rubrik", "text": ""})
    ),
    Case("node_of_headings_has_a_title", "Skriv en rubrik.", lambda: node_of("section", title="", text="Ord.")),
    Case(
        "node_kind_is_known",
        "Välj en av sorterna i listan.",
        lambda: node_of("dikt", title="Rubrik"),
        form=("Värdet 'dikt' är inget giltigt alternativ.",),
    ),
    Case(
        "node_owner_is_for_commitments",
        "Bara åtaganden har ett ansvarigt organ.",
        lambda: node_of("paragraph", owner=BodyFactory()),
    ),
    Case("node_continues_a_part_once", "Planen har redan en del som fortsätter den.", node_that_continues_again),
    Case("node_series_has_a_body", NO_BODY, lambda: node_of("meeting_series", title="Rådet")),
    Case("node_series_has_a_body", NO_BODY, lambda: node_of("host_rota", title="Värdar")),
    Case("duty_once_per_body_and_plan", "Organet har redan ett sådant löfte i den planen.", duty_again),
    *(
        Case(
            "duty_counts_from_one",
            ONE_OR_MORE,
            lambda values=values: unsaved(DutyFactory, PlanFactory(), BodyFactory(), **values),
        )
        for values in ({"minimum_meetings": 0}, {"period_years": 0})
    ),
    Case("duty_to_balance_once_per_plan", "Planen lovar redan att budgeten balanserar.", second_promise_to_balance),
    *(
        Case("duty_names_the_bodies_of_its_kind", OF_ITS_KIND, lambda values=values: duty_of(**values))
        for values in (
            {"kind": "meetings", "body": False},
            {"kind": "hosts", "preparer": True},
            {"kind": "prepared"},
            {"kind": "balance"},
        )
    ),
    Case("edition_number_once_per_year", TAKEN, edition_with_a_taken_number),
    Case(
        "edition_one_current_per_year",
        HAS_ONE,
        lambda: second_edition(number=2),
        form=(SUPERSEDES, HAS_ONE),
        beside="edition_only_the_first_supersedes_nothing",
    ),
    Case(
        "edition_only_the_first_supersedes_nothing",
        SUPERSEDES,
        lambda: second_edition(number=2),
        form=(SUPERSEDES, HAS_ONE),
    ),
    *(
        Case("plan_is_reopened_for_a_reason", "Skriv varför planen rättas.", lambda values=values: reopened(**values))
        for values in ({"reopened_because": ""}, {"reopened_at": None}, {"reopened_at": None, "reopened_because": ""})
    ),
    Case(
        "edition_that_corrects_has_a_reason",
        "Skriv varför planen rättades.",
        lambda: PlanEditionFactory.build(plan=PlanFactory(), reason="Fel."),
    ),
    Case(
        "edition_that_corrects_has_a_reason",
        "Skriv varför planen rättades.",
        lambda: corrected(reason=""),
    ),
    Case("reference_words_once_in_a_part", "De orden leder redan någonstans.", reference_again),
    Case(
        "reference_has_words",
        "Skriv de ord i texten som ska bli en länk.",
        lambda: PlanReferenceFactory.build(node=(node := NodeFactory()), target=node.parent, words=""),
        form=("Detta fält får inte vara tomt.",),
    ),
    Case(
        "reference_leads_elsewhere",
        "En hänvisning leder till en annan del.",
        lambda: PlanReferenceFactory.build(node=(node := NodeFactory()), target=node),
    ),
]

UNIQUE_FIELDS = [
    Case(
        "committee_municipality_name_key",
        "Kommun med detta Namn finns redan.",
        lambda: MunicipalityFactory.build(name=MunicipalityFactory().name),
    ),
    Case(
        "committee_municipality_slug_key",
        "Kommun med detta Adress finns redan.",
        lambda: MunicipalityFactory.build(slug=MunicipalityFactory().slug),
    ),
    Case(
        "committee_organisation_name_key",
        "Extern part med detta Namn finns redan.",
        lambda: OrganisationFactory.build(name=OrganisationFactory().name),
    ),
    Case(
        "committee_body_name_key",
        "Organ med detta Namn finns redan.",
        lambda: BodyFactory.build(name=BodyFactory().name),
    ),
    Case(
        "committee_body_slug_key",
        "Organ med detta Adress finns redan.",
        lambda: BodyFactory.build(slug=BodyFactory().slug),
    ),
    Case(
        "committee_person_user_id_key",
        "Person med detta Inloggning finns redan.",
        lambda: Person(name="En annan", user=PersonFactory(user=UserFactory()).user),
    ),
    Case(
        "committee_plan_year_key",
        "Verksamhetsplan med detta År finns redan.",
        lambda: PlanFactory.build(year=PlanFactory().year),
    ),
    Case(
        "committee_planedition_supersedes_id_key",
        "Utgåva med detta Ersätter finns redan.",
        edition_that_supersedes_what_is_superseded,
    ),
]


def test_constraints_of_the_ground_floor_are_all_provoked():
    assert {case.name for case in [*CASES, *UNIQUE_FIELDS]} == constraint_names("committee")


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_constraint_refuses_the_row_by_its_name(case):
    assert refusal_of_the_database(case) == case.name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_constraint_says_why_in_swedish(case):
    assert message_of_the_constraint(case) == case.message


@pytest.mark.parametrize("case", [*CASES, *UNIQUE_FIELDS], ids=str)
def test_form_says_the_same_before_the_row_is_written(case):
    assert messages_of_the_form(case) == sorted(case.form or [case.message])


def test_membership_can_begin_the_day_after_another_ends():
    there = MembershipFactory(starts_on=FIRST, ends_on=LAST)

    again = MembershipFactory(municipality=there.municipality, starts_on=dt.date(2018, 1, 1))

    assert set(there.municipality.memberships.all()) == {there, again}
