"""The forms of a plan's rows: each kind is asked for what it has, and a row is only offered its own plan's parts."""

from __future__ import annotations

import pytest
from django.forms import inlineformset_factory
from django.http import QueryDict

from committee.forms import (
    LONGEST_TITLE,
    OWN_WORDS,
    DutyFormSet,
    PlanNodeForm,
    PlanReferenceForm,
    PlanReferenceFormSet,
    asked_of,
    carry_words,
    split_at_empty_lines,
)
from committee.models import Duty, Plan, PlanNode, PlanReference
from tests.factories import (
    BodyFactory,
    ChapterFactory,
    CommitmentFactory,
    DutyFactory,
    NodeFactory,
    PlanEditionFactory,
    PlanReferenceFactory,
)

KINDS = PlanNode.Kind.values
Promises = inlineformset_factory(Plan, Duty, formset=DutyFormSet, fields="__all__", extra=0)
References = inlineformset_factory(
    PlanNode, PlanReference, form=PlanReferenceForm, formset=PlanReferenceFormSet, fk_name="node", extra=0
)
ONE_BALANCE = "Planen lovar redan att budgeten balanserar."


def posted(**values: object) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in values.items()})
    return data


def form_of(node: PlanNode, **values: object) -> PlanNodeForm:
    there = {"plan": node.plan_id, "parent": node.parent_id or "", "kind": node.kind}
    return PlanNodeForm(posted(**there | values), instance=node)


@pytest.fixture
def chapter(db) -> PlanNode:
    return ChapterFactory(plan__year=2018, position=1, title="Mål")


def test_every_kind_says_what_it_has_and_none_has_what_no_form_asks_for():
    assert set(PlanNode.ASKED_OF) == set(PlanNode.Kind)
    assert {name for asked in PlanNode.ASKED_OF.values() for name in asked} == set(OWN_WORDS)
    assert {kind for kind in PlanNode.Kind if "title" not in asked_of(kind)} == set(PlanNode.LEAF_KINDS)
    assert {kind for kind in PlanNode.Kind if "number" in asked_of(kind)} == set(PlanNode.TOP_KINDS)
    assert set(asked_of("dikt")) == set(asked_of("")) == set(OWN_WORDS)


@pytest.mark.parametrize(
    ("kind", "title", "text", "carried"),
    [
        ("paragraph", "Klimat", "", ("", "Klimat")),
        ("paragraph", "Klimat", "Ord.", ("Klimat", "Ord.")),  # nothing is thrown away
        ("section", "", "Klimat", ("Klimat", "")),
        ("section", "Klimat", "Ord.", ("Klimat", "Ord.")),
        ("section", "", "Två\nrader", ("", "Två\nrader")),
        ("section", "", "x" * LONGEST_TITLE, ("x" * LONGEST_TITLE, "")),
        ("section", "", "x" * (LONGEST_TITLE + 1), ("", "x" * (LONGEST_TITLE + 1))),
        ("dikt", "", "Klimat", ("Klimat", "")),
        ("", "Klimat", "", ("Klimat", "")),
    ],
)
def test_words_are_carried_to_where_the_kind_has_them(kind, title, text, carried):
    data = posted(kind=kind, title=title, text=text)

    words = carry_words(data)

    assert (words["title"], words["text"]) == carried
    assert (data["title"], data["text"]) == (title, text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ett.\n\nTvå\noch tre.", ["Ett.", "Två\noch tre."]),
        ("Ett.\r\n \t\r\n\r\n\r\nTvå.\r\n", ["Ett.", "Två."]),
        ("\n\n  Ett.  \n\n", ["Ett."]),
        ("Ett.\nTvå.", ["Ett.\nTvå."]),
        (" \n\n ", []),
    ],
)
def test_text_is_split_at_lines_with_nothing_on_them(text, parts):
    assert split_at_empty_lines(text) == parts


def test_part_is_offered_the_headings_of_its_own_plan(chapter):
    section = NodeFactory(parent=chapter, kind="section", title="Rubrik", text="", position=1)
    for place, kind in enumerate(PlanNode.LEAF_KINDS, start=2):
        NodeFactory(parent=chapter, kind=kind, position=place)
    ChapterFactory(plan__year=2019, position=1)

    here = PlanNodeForm(instance=section).fields["parent"].queryset
    new = PlanNodeForm(initial={"plan": chapter.plan.pk}).fields["parent"].queryset

    assert set(here) == set(new) == {chapter, section}


def test_new_part_is_offered_open_plans(chapter):
    PlanEditionFactory(plan__year=2017)

    assert set(PlanNodeForm().fields["plan"].queryset) == {chapter.plan}


def test_part_lies_under_another_of_the_plan_that_was_chosen(chapter):
    other = ChapterFactory(plan__year=2019, position=1)

    form = PlanNodeForm(posted(plan=other.plan.pk, parent=chapter.pk, kind="paragraph", text="Ord."))

    assert form.errors == {"parent": ["Välj en del av samma verksamhetsplan."]}


@pytest.mark.parametrize("own", [True, False])
def test_part_doesn_t_lie_under_itself_or_what_lies_under_it(chapter, own):
    section = NodeFactory(parent=chapter, kind="section", title="Rubrik", text="", position=1)
    below = NodeFactory(parent=section, kind="section", title="Under", text="", position=1)

    form = form_of(section, parent=(section if own else below).pk, title="Rubrik")

    assert form.errors == {"parent": ["En del kan inte ligga under sig själv."]}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_without_its_words_is_refused_by_the_form(chapter, kind):
    parent = "" if kind in PlanNode.TOP_KINDS else chapter.pk
    says = {"body": BodyFactory().pk} if "body" in asked_of(kind) else {}

    form = PlanNodeForm(posted(plan=chapter.plan.pk, parent=parent, kind=kind, **says))

    leaf = "Ett stycke, ett åtagande, en punkt och en tabell har text men ingen rubrik."
    assert form.errors == {"__all__": [leaf if kind in PlanNode.LEAF_KINDS else "Skriv en rubrik."]}


@pytest.mark.parametrize("kind", KINDS)
def test_part_of_a_kind_keeps_nothing_that_the_kind_has_not(chapter, kind):
    body = BodyFactory()
    full = {"number": "5", "title": "Rubrik", "text": "Ord.", "is_focus": True, "series_kind": "råd"}
    node = PlanNode(plan=chapter.plan, body=body, owner=body, **full)
    empty = {"number": "", "title": "", "text": "", "is_focus": False, "series_kind": "", "body": None, "owner": None}
    parent = "" if kind in PlanNode.TOP_KINDS else chapter.pk
    posts = {name: value for name, value in full.items() if name in asked_of(kind)} | {"body": body.pk}

    form = PlanNodeForm(posted(plan=chapter.plan.pk, parent=parent, kind=kind, owner=body.pk, **posts), instance=node)
    for name in set(OWN_WORDS) - set(asked_of(kind)):
        del form.fields[name]  # as the admin does

    assert form.errors == {}
    kept = full | {"body": body, "owner": body}
    assert {name: getattr(node, name) for name in OWN_WORDS} == {
        name: (kept if name in asked_of(kind) else empty)[name] for name in OWN_WORDS
    }


@pytest.mark.parametrize("kind", PlanNode.LEAF_KINDS)
def test_part_that_others_lie_under_doesn_t_become_words(chapter, kind):
    holder = NodeFactory(parent=chapter, kind="section", title="Rubrik", text="", position=1)
    NodeFactory(parent=holder, position=1)

    assert set(form_of(holder, kind=kind, text="Ord.").errors) == {"kind"}
    holder.children.all().delete()
    assert form_of(holder, kind=kind, text="Ord.").errors == {}


def test_form_that_only_shows_another_kind_judges_nothing_and_is_never_saved(chapter):
    form = form_of(NodeFactory(parent=chapter, position=1), kind="section", parent="abc", _sort="1")

    assert (form.errors, form.is_valid()) == ({}, False)


def references(node: PlanNode, *rows: dict, kept: int = 0) -> PlanReferenceFormSet:
    size = {"references-TOTAL_FORMS": len(rows), "references-INITIAL_FORMS": kept}
    typed = {f"references-{at}-{name}": value for at, row in enumerate(rows) for name, value in row.items()}
    return References(posted(**size, **typed), instance=node)


def test_reference_leads_to_another_part_of_the_same_plan_and_says_which(chapter):
    node = NodeFactory(parent=chapter, position=1, text="Se kap. 1.")
    elsewhere = ChapterFactory(plan__year=2019, position=1)

    [choice] = [form.fields["target"] for form in references(node, {"words": "kap. 1"}).forms]

    assert choice.choices == [("", "---------"), (chapter.pk, "1 Mål (kapitel)")]
    for target in (node, elsewhere):
        assert set(references(node, {"words": "kap. 1", "target": target.pk}).errors[0]) == {"target"}


def test_reference_s_words_stand_in_the_text_that_is_saved_with_it(chapter):
    node = NodeFactory(parent=chapter, position=1, text="Se kap. 1.")
    node.text = "Se kap. 2."  # typed, not saved yet

    new = references(node, {"words": "kap. 2", "target": chapter.pk})
    old = references(node, {"words": "kap. 1", "target": chapter.pk})

    assert new.errors == [{}]
    assert old.errors == [{"words": ["Orden står inte i delens text. Skriv dem precis som där."]}]


def test_reference_that_the_text_leaves_behind_doesn_t_stop_the_text(chapter):
    there = PlanReferenceFactory(node__parent=chapter, words="jfr kap. 2")
    there.node.text = "Inget mer."
    row = {"id": there.pk, "words": "jfr kap. 2", "target": chapter.pk}

    assert references(there.node, row, kept=1).errors == [{}]
    assert set(references(there.node, row | {"words": "jfr kap. 3"}, kept=1).errors[0]) == {"words"}


def test_same_words_twice_are_told_of_in_the_reader_s_words(chapter):
    node = NodeFactory(parent=chapter, position=1, text="Se kap. 1.")

    twice = references(node, *[{"words": "kap. 1", "target": chapter.pk}] * 2)

    assert twice.non_form_errors() == ["Två rader har samma ord i texten."]


def promises(plan: Plan, *rows: dict, kept: int = 0) -> DutyFormSet:
    size = {"duties-TOTAL_FORMS": len(rows), "duties-INITIAL_FORMS": kept}
    usual = {"kind": "balance", "minimum_meetings": 1, "period_years": 1}
    typed = {f"duties-{at}-{name}": value for at, row in enumerate(rows) for name, value in (usual | row).items()}
    return Promises(posted(**size, **typed), instance=plan)


def test_promise_stands_in_a_part_of_its_own_plan(chapter):
    CommitmentFactory(parent__plan__year=2019)

    elsewhere = PlanNode.objects.get(kind="commitment")

    [form] = promises(chapter.plan, {"node": elsewhere.pk}).forms

    assert [key for key, _ in form.fields["node"].choices] == ["", chapter.pk]
    assert "node" in form.errors


def test_parts_to_choose_among_are_asked_for_once(chapter, django_assert_num_queries):
    node = NodeFactory(parent=chapter, position=1, text="Se kap. 1.")

    with django_assert_num_queries(1):
        str(references(node, *[{}] * 5))


def test_plan_promises_once_that_the_budget_balances(chapter):
    assert promises(chapter.plan, {}, {}).non_form_errors() == [ONE_BALANCE]
    assert promises(chapter.plan, {}, {"DELETE": "on"}).is_valid()
    there = DutyFactory(plan=chapter.plan, kind="balance", body=None)
    assert promises(chapter.plan, {}).non_form_errors() == [ONE_BALANCE]  # added after the page was shown
    assert promises(chapter.plan, {"id": there.pk}, kept=1).is_valid()
    assert promises(chapter.plan, {"id": there.pk, "DELETE": "on"}, {}, kept=1).is_valid()
