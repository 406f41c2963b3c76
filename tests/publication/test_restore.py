"""A correction that is withdrawn leaves the rows saying what the edition says, whatever was done to them."""

import copy

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committee import operations
from committee.canonical import checksum
from committee.models import Body, Duty, Plan, PlanEdition, PlanReference
from committee.reading import walk
from committee.refusal import RefusedError
from sodertorn.publication.compose import compose
from sodertorn.publication.correcting import withdraw
from sodertorn.publication.decide import decide
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanFactory,
)
from tests.publication.correcting_rows import (
    LATER,
    Kind,
    change,
    corrected,
    decided_plan,
    everything,
    opened,
    said,
    small_plan,
    what_it_says,
)
from tests.publication.edits import EDITS
from tests.publication.rows import AT

pytestmark = pytest.mark.django_db
TREE = ("pk", "parent", "position", "kind", "number", "title", "text", "is_focus", "body", "series_kind", "ancestor")


def tree(plan: Plan) -> list[tuple]:
    return list(plan.nodes.order_by("pk").values_list(*TREE, "owner"))


def without_owner(plan: Plan) -> list[tuple]:
    """The tree; a commitment that was struck comes back without its owner, which no edition tells."""
    return [row[:-1] for row in tree(plan)]


def content_of(plan: Plan) -> dict:
    return said(plan.current_edition().content)


def test_rows_say_again_what_the_edition_says_and_the_plan_rests():
    plan = decided_plan()
    before = everything_but_new_ids(plan)
    opened(plan)
    change(plan)
    plan.duties.filter(kind=Duty.Kind.MEETINGS).update(minimum_meetings=1)

    held = withdraw(plan)

    assert what_it_says(plan) == content_of(plan)
    assert everything_but_new_ids(plan) == before
    assert (held.is_open, Plan.objects.open().count(), PlanEdition.objects.count()) == (False, 0, 1)
    with pytest.raises(RefusedError, match="Planen är fastställd"):
        operations.move(plan.nodes.first(), steps=1)


def everything_but_new_ids(plan: Plan) -> list:
    """The plan's rows; promises and references are made anew."""
    return [*tree(plan), *plan.duties.order_by("kind").values_list("kind", "body", "node", "minimum_meetings")]


def test_withdrawing_at_once_changes_no_part():
    plan = decided_plan()
    before = everything_but_new_ids(plan)

    withdraw(opened(plan))

    assert everything_but_new_ids(plan) == before


def test_draft_and_plan_that_rests_are_not_withdrawn():
    draft, decided = PlanFactory(year=2018), decided_plan()
    before = everything()

    for plan, name in ((draft, "Verksamhetsplan 2018"), (decided, "Verksamhetsplan 2017")):
        with pytest.raises(RefusedError, match=f"^{name} rättas inte.$"):
            withdraw(plan)

    assert everything() == before


def test_parts_that_were_struck_get_their_ids_back_with_what_leads_to_them():
    plan = decided_plan()
    before = {node.pk: node.title or node.text for node in plan.nodes.all()}
    opened(plan)
    plan.nodes.exclude(parent=None).delete()

    withdraw(plan)

    assert {node.pk: node.title or node.text for node in plan.nodes.all()} == before
    assert PlanReference.objects.get().target.title == "Mål"
    assert plan.duties.get(kind=Duty.Kind.MEETINGS).node.text.startswith("Rådet möts sex gånger")


def test_parts_that_were_added_go_and_what_was_moved_into_them_stays():
    plan = decided_plan()
    before = tree(plan)
    opened(plan)
    chapter = ChapterFactory(plan=plan, position=9, title="Nytt")
    moved = plan.nodes.get(title="Klimat")
    operations.put_last(moved, under=chapter)
    NodeFactory(parent=moved, position=9, text="Nytt under det gamla.")

    withdraw(plan)

    assert tree(plan) == before


def test_who_is_responsible_stays_as_it_is_now():
    plan = decided_plan()
    opened(plan)
    other = BodyFactory()
    plan.nodes.filter(text="Vi ger råd.").update(owner=other, text="Ändrat.")
    plan.nodes.filter(text="Vi ses.").update(owner=None)

    withdraw(plan)

    owners = dict(plan.nodes.filter(kind=Kind.COMMITMENT).values_list("text", "owner"))
    assert owners == {"Vi ger råd.": other.pk, "Vi ses.": None}


def test_part_that_became_a_commitment_loses_its_owner_when_it_is_none_again():
    plan = decided_plan()
    before = tree(plan)
    opened(plan)
    plan.nodes.filter(kind=Kind.ITEM).update(kind=Kind.COMMITMENT, owner=BodyFactory(), is_focus=True)

    withdraw(plan)

    assert tree(plan) == before


def test_parts_keep_what_they_continue():
    first = decided_plan(2016)
    plan = small_plan(2017)
    plan.nodes.filter(title="Mål").update(ancestor=first.nodes.get(title="Mål").pk)
    decide(plan, on=LATER, at=AT)
    before = without_owner(plan)
    opened(plan)
    plan.nodes.get(title="Mål").delete()

    withdraw(plan)

    assert without_owner(plan) == before


def test_edition_that_holds_is_the_one_that_is_returned_to():
    plan = decided_plan()
    corrected(plan, "Vi ger fler råd.")
    opened(plan)
    change(plan, "Vi ger alla råd.")

    withdraw(plan)

    assert what_it_says(plan) == content_of(plan)
    assert plan.nodes.filter(text="Vi ger fler råd.").exists()


def in_the_first_format(content: dict) -> dict:
    """As editions were before parts told their ancestors and plans their promises."""
    old = copy.deepcopy(content) | {"format": 1}
    del old["promises"]
    for node in walk(old["chapters"]):
        node.pop("ancestor")
        node.pop("series_kind", None)
        node.pop("references", None)
    return old


def test_edition_of_the_first_format_is_returned_to_and_what_it_leaves_out_stays():
    plan = small_plan()
    plan.duties.exclude(kind=Duty.Kind.MEETINGS).delete()
    PlanReference.objects.all().delete()
    plan.nodes.filter(title="Värdar").update(ancestor=7)
    content = in_the_first_format(compose(plan, number=1, decided_on=LATER))
    PlanEditionFactory(plan=plan, content=content, sha256=checksum(content), decided_on=LATER)
    before = without_owner(plan)
    opened(plan)
    change(plan)
    plan.nodes.filter(title="Klimat").delete()

    withdraw(plan)

    assert in_the_first_format(what_it_says(plan)) == said(content)
    assert without_owner(plan) == before


def without_body(plan: Plan) -> Body:
    """A body that the edition names, gone from the rows while they are open."""
    body = Body.objects.get(slug="gruppen")
    plan.duties.filter(preparer=body).delete()
    plan.nodes.filter(owner=body).update(owner=None)
    body.delete()
    return body


def test_body_that_is_gone_stops_it_with_its_name_and_nothing_changes():
    plan = opened(decided_plan())
    change(plan)
    Plan.objects.filter(pk=plan.pk).update(title="En annan titel")
    without_body(plan)
    before = everything()

    with pytest.raises(RefusedError) as refused:
        withdraw(plan)

    assert str(refused.value) == "Organet ”Gruppen” i utgåvan finns inte längre. Lägg upp det igen först."
    assert everything() == before
    BodyFactory(slug="gruppen", name="Gruppen", position=0)
    withdraw(plan)
    assert plan.duties.get(kind=Duty.Kind.PREPARED).preparer.slug == "gruppen"


def test_edits_of_every_sort_are_taken_back_together():
    plan = decided_plan()
    before = without_owner(plan)
    opened(plan)
    for at, edit in enumerate(EDITS.values()):
        edit(plan, at)

    withdraw(plan)

    assert what_it_says(plan) == content_of(plan)
    assert without_owner(plan) == before


@pytest.mark.parametrize("name", ["retitle", "down", "out", "promise more"])
def test_edit_of_one_sort_is_taken_back(name):
    plan = decided_plan()
    opened(plan)
    EDITS[name](plan, 1)
    assert what_it_says(plan) != content_of(plan)

    withdraw(plan)

    assert what_it_says(plan) == content_of(plan)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 20)), min_size=1, max_size=8))
def test_any_edits_are_taken_back(db, edits):
    plan = Plan.objects.first() or decided_plan()
    before = without_owner(plan)
    with transaction.atomic():
        opened(plan)
        for name, at in edits:
            EDITS[name](plan, at)

        withdraw(plan)

        assert what_it_says(plan) == content_of(plan)
        assert without_owner(plan) == before
        transaction.set_rollback(True)
