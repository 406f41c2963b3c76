"""Commitments in the words that were decided."""

import pytest

from committee.commitments import Commitment, decided_commitments
from committee.reader import Reader
from tests.committee.decided import edition_with
from tests.factories import AT, CommitmentFactory

pytestmark = pytest.mark.django_db


def test_commitment_of_a_decided_plan_is_told_in_its_words():
    node = CommitmentFactory(parent__plan__year=2017, text="Vi håller ihop.")
    edition_with(node)

    assert decided_commitments([node.pk, None], Reader()) == {node.pk: Commitment(2017, node.pk, "Vi håller ihop.")}


def test_commitment_of_a_draft_is_not_told_to_anyone():
    node, other = CommitmentFactory(parent__plan__year=2017), CommitmentFactory(plan__year=2018)
    edition_with(other)

    assert decided_commitments([node.pk], Reader(is_secretariat=True)) == {}


def test_commitment_added_after_the_decision_is_not_told():
    decided = CommitmentFactory(parent__plan__year=2017)
    edition_with(decided)
    decided.plan.reopen(because="En till.", at=AT, by=None)
    later = CommitmentFactory(parent=decided.parent)

    assert decided_commitments([later.pk], Reader()) == {}


def test_latest_edition_that_has_it_says_the_words():
    kept = CommitmentFactory(parent__plan__year=2017)
    dropped = CommitmentFactory(parent=kept.parent, text="Vi provar.")
    first = edition_with(kept, dropped, words="Vi lovar.")
    edition_with(kept, number=2, supersedes=first, words="Vi lovar mer.")

    found = decided_commitments([kept.pk, dropped.pk], Reader())

    assert {key: commitment.text for key, commitment in found.items()} == {
        kept.pk: "Vi lovar mer.",
        dropped.pk: "Vi lovar.",
    }


@pytest.mark.parametrize(("count", "queries"), [(0, 0), (1, 1), (3, 1)])
def test_commitments_cost_one_query_or_none(django_assert_num_queries, count, queries):
    nodes = [CommitmentFactory(parent__plan__year=2017 + number) for number in range(count)]
    for node in nodes:
        edition_with(node)

    with django_assert_num_queries(queries):
        found = decided_commitments([node.pk for node in nodes], Reader())

    assert set(found) == {node.pk for node in nodes}
