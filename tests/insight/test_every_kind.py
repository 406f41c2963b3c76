"""Whatever the kind, the state and the person: the page lists those whom the rule lets in, and follows the rule."""

import inspect

import pytest

from calendar_app.models import agenda, document, follow_up, meeting, minutes, notice
from committee.models import Person
from committee.reader import Reader
from sodertorn.insight.explaining import explain
from sodertorn.insight.kind import Kind
from sodertorn.insight.objects import GROUPS, KINDS, NOT_ASKED_ABOUT, PARTS
from tests.insight.world import TODAY
from tests.leaks import Door, calls, doors, tree_of, without
from tests.own_models import own_models

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("insight")]  # in two workers there would be two worlds
OURS = own_models()
MODULES = (agenda, document, follow_up, meeting, minutes, notice)
MEMBERS = {"Ledamoten", "Den som slutar i dag", "Den som börjar i dag", "Den i flera organ", "Justeraren"}
PREPARING = {"Förberedaren", "Justeraren i gruppen"}
Answers = dict[tuple[str, int], frozenset[str]]


def told(kinds: list[Kind]) -> Answers:
    """Who the page says reads each row, by name; everyone is written as such."""
    answers = {}
    for kind in kinds:
        for row in kind.rows(Reader(is_secretariat=True)):
            answer = explain(kind, row, TODAY)
            names = ["alla"] if answer.is_public else [reading.holder.person.name for reading in answer.people]
            answers[kind.slug, row.pk] = frozenset([*names, *(["sekretariatet"] * answer.is_for_secretariat)])
    return answers


def ruled(kinds: list[Kind]) -> Answers:
    """Who reads each row by its rule, which is asked with one reader at a time."""
    readers = {person.name: Reader.behind(person, TODAY) for person in Person.objects.all()}
    readers["sekretariatet"] = Reader(is_secretariat=True)
    answers = {}
    for kind in kinds:
        rows = kind.model.objects.all()
        seen = {name: set(kind.readable(reader).values_list("pk", flat=True)) for name, reader in readers.items()}
        public = set(kind.readable(Reader()).values_list("pk", flat=True))
        for row in rows:
            names = {name for name, keys in seen.items() if row.pk in keys}
            assert row.pk not in public or names == set(readers)
            answers[kind.slug, row.pk] = frozenset(["alla"]) if row.pk in public else frozenset(names)
    return answers


@pytest.fixture(scope="module")
def answers(rows) -> Answers:
    """Who the page says reads each row of the world."""
    return told(list(KINDS.values()))


def test_every_kind_lists_those_whom_the_rule_lets_in(answers):
    assert answers == ruled(list(KINDS.values()))
    assert {slug for slug, _ in answers} == set(KINDS)
    assert set(answers.values()) == {
        frozenset({"alla"}),
        frozenset({"sekretariatet"}),
        frozenset({"sekretariatet", *MEMBERS, *PREPARING}),
        frozenset({"sekretariatet", "Justeraren", "Justeraren i gruppen"}),
    }


def test_every_kind_but_two_is_seen_by_the_rule_of_its_rows():
    assert {slug for slug, kind in KINDS.items() if not kind.door} == {"kallelse", "person"}


def decides_about_rows(door: Door) -> bool:
    """Whether it stands in the rule of some kind, and not in what is shown instead or in that of a part."""
    classes = [
        type(kind.model.objects.all()) for kind in KINDS.values() if kind.model.__module__ == door.module.__name__
    ]
    lines = [(first, first + len(text)) for text, first in map(inspect.getsourcelines, classes)]
    line = calls(tree_of(door.module))[door.number].lineno
    return door.function != "withheld_from" and any(first < line < last for first, last in lines)


DOORS = [door for module in MODULES for door in doors(module) if decides_about_rows(door)]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_page_follows_a_rule_that_is_changed(answers, door: Door):
    kinds = {slug: kind for slug, kind in KINDS.items() if kind.door and kind.model.__module__ == door.module.__name__}
    before = {key: readers for key, readers in answers.items() if key[0] in kinds}

    with without(door):
        after = told(list(kinds.values()))
        assert after == ruled(list(kinds.values()))

    assert after != before


class Watched(Reader):
    """A reader that notes what the rule asks of it."""

    def __getattribute__(self, name: str):
        if name == "person":
            vars(self)["is_asked_who"] = True
        return super().__getattribute__(name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_kind_says_whether_its_rule_asks_who_the_person_is(kind):
    reader = Watched(bodies=frozenset({1}), person=1)

    kind.readable(reader)

    assert ("is_asked_who" in vars(reader)) == bool(kind.personally)


def test_every_model_with_readers_is_a_kind_or_says_why_not():
    with_readers = {model.__name__ for model in OURS if hasattr(model.objects.all(), "visible_to")}
    asked = {kind.model.__name__ for kind in KINDS.values() if kind.door}

    assert asked | set(NOT_ASKED_ABOUT) == with_readers
    assert asked & set(NOT_ASKED_ABOUT) == set()


def test_every_kind_has_a_label_and_an_address_of_its_own():
    kinds = [kind for kinds in GROUPS.values() for kind in kinds]

    assert len(KINDS) == len({kind.label for kind in kinds}) == len(kinds)
    assert set(PARTS) | {part for parts in PARTS.values() for part, _ in parts} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_kind_finds_its_rows_by_words_and_nothing_by_nonsense(rows, kind):
    secretariat = Reader(is_secretariat=True)

    assert set(kind.found("", secretariat)) == set(kind.model.objects.all())
    assert set(kind.found("finns% inte_alls \\ ' \" 9999-99", secretariat)) == set()
    for reader in (Reader(), Reader(bodies=frozenset({1}))):
        assert set(kind.found("", reader)) == set(kind.readable(reader))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_search_costs_one_query_for_any_number(rows, django_assert_num_queries, kind):
    with django_assert_num_queries(1):
        found = [(str(row), str(kind.place(row))) for row in kind.found("", Reader(is_secretariat=True))]

    assert len(found) == kind.model.objects.count() > 0


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.slug)
def test_detail_opens_for_every_kind_and_all_who_may_read(answers, demo_day, desk, kind):
    """One row of those that the same people read; what the page says of every row is compared above."""
    rows = {readers: key for (slug, key), readers in answers.items() if slug == kind.slug}

    pages = {key: desk.get(f"/admin/vem-ser-vad/{kind.slug}/{key}/") for key in rows.values()}

    assert [key for key, page in pages.items() if "kan läsa det här" not in page.content.decode()] == []
    assert len(pages) > 0
