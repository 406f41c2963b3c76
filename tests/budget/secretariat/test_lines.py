"""The lines of a budget on the secretariat's pages."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from budget.models import Budget, BudgetLine
from budget.operations import revise
from tests.budget_factories import ADOPTED_ON, BudgetFactory, BudgetLineFactory
from tests.factories import CommitmentFactory, CooperationFactory, PlanEditionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
COST = BudgetLine.Kind.COST


@pytest.fixture
def draft() -> Budget:
    budget = BudgetFactory(year=2018)
    for position, label in enumerate(("Personal", "Kontor"), start=1):
        BudgetLineFactory(budget=budget, kind=COST, position=position, label=label, amount_sek=50_000)
    return budget


def address(name: str, *args: int) -> str:
    return reverse(f"budget:{name}", args=args)


def typed(**values: str) -> dict[str, str]:
    return {
        "kind": "cost",
        "label": "Resor",
        "amount_sek": "12 500",
        "group": "",
        "note": "",
        "commitment": "",
    } | values


def labels(budget: Budget) -> list[str]:
    return list(budget.lines.values_list("label", flat=True))


@pytest.mark.parametrize("count", [1, 3, 40])
def test_budget_lines_cost_the_same_for_any_length(desk, django_assert_num_queries, count):
    CooperationFactory()
    budget = BudgetFactory(year=2018)
    for kind in BudgetLine.Kind:
        BudgetLineFactory.create_batch(count, budget=budget, kind=kind)

    with django_assert_num_queries(10):
        response = desk.get(address("budget-lines", budget.pk))

    counts = [sum(len(lines) for _, lines, _ in groups) for _, groups, _ in response.context["sides"]]
    assert counts == [count, count]


def test_line_is_typed_in_klarsprak_and_comes_last(desk, draft):
    response = desk.post(address("line-add", draft.pk), typed(amount_sek="12\xa0500 kr", group="Arbete"))

    line = draft.lines.last()
    assert (line.label, line.amount_sek, line.group, line.position) == ("Resor", 12_500, "Arbete", 3)
    assert response["Location"] == f"{address('budget-lines', draft.pk)}#post-{line.pk}"


def test_one_more_line_follows_at_once_on_the_same_side(desk, draft):
    response = desk.post(address("line-add", draft.pk), typed(another="1"))

    assert response["Location"] == f"{address('line-add', draft.pk)}?sort=cost"
    assert '<option value="cost" selected>' in desk.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"amount_sek": "NaN"}, "”NaN” är inget belopp."),
        ({"amount_sek": "1e9"}, "Skriv alla siffror i beloppet"),
        ({"amount_sek": "945,50"}, "Skriv hela kronor utan ören"),
        ({"amount_sek": "−5"}, "Beloppet kan inte vara negativt."),
        ({"amount_sek": ""}, "måste fyllas i"),
        ({"kind": ""}, "måste fyllas i"),
        ({"kind": "gift"}, "Välj ett giltigt alternativ"),
        ({"label": ""}, "måste fyllas i"),
        ({"is_fee": "on"}, "Bara en intäkt kan vara en avgift från kommunerna."),
        ({"label": "x" * 201}, "har som mest 200 tecken"),
        ({"commitment": "99"}, "Välj ett giltigt alternativ"),
    ],
    ids=str,
)
def test_line_that_is_wrong_is_refused_with_the_reason(desk, draft, values, words):
    response = desk.post(address("line-add", draft.pk), typed(**values))

    assert words in response.content.decode()
    assert labels(draft) == ["Personal", "Kontor"]


def test_line_is_changed_and_keeps_place_and_lineage(desk, draft):
    line = draft.lines.get(label="Personal")

    desk.post(address("line-change", draft.pk, line.pk), typed(label="Löner", note="Två tjänster"))

    changed = BudgetLine.objects.get(pk=line.pk)
    assert (changed.label, changed.note, changed.position, changed.lineage) == (
        "Löner",
        "Två tjänster",
        1,
        line.lineage,
    )


@pytest.mark.parametrize(
    ("do", "order", "words"),
    [
        ("down", ["Kontor", "Personal"], "”Personal” är flyttad."),
        ("up", ["Personal", "Kontor"], "”Personal” står redan först."),
        ("remove", ["Kontor"], "”Personal” är borttagen."),
    ],
)
def test_line_is_moved_or_removed_by_its_button(desk, draft, do, order, words):
    line = draft.lines.get(label="Personal")

    page = desk.post(address("budget-lines", draft.pk), {"line": line.pk, "do": do}, follow=True)

    assert labels(draft) == order
    assert words in page.content.decode()


@pytest.mark.parametrize("key", ["", "x", "9" * 30])
def test_button_of_a_line_that_is_gone_says_so(desk, draft, key):
    page = desk.post(address("budget-lines", draft.pk), {"line": key, "do": "remove"}, follow=True)

    assert "Posten är redan borttagen." in page.content.decode()
    assert labels(draft) == ["Personal", "Kontor"]


def test_lines_stand_under_their_headings_with_sums(desk, draft):
    BudgetLineFactory(budget=draft, kind=COST, label="Mat", group="Möten", amount_sek=300)
    BudgetLineFactory(budget=draft, kind=COST, label="Resor", amount_sek=7)

    groups = desk.get(address("budget-lines", draft.pk)).context["sides"][1][1]

    assert [(name, [line.label for line in lines], sek) for name, lines, sek in groups] == [
        ("Övriga poster", ["Personal", "Kontor", "Resor"], 100_007),
        ("Möten", ["Mat"], 300),
    ]


def test_button_that_is_none_is_answered_with_404_and_changes_nothing(desk, draft):
    line = draft.lines.first()

    assert desk.post(address("budget-lines", draft.pk), {"line": line.pk, "do": "burn"}).status_code == 404
    assert labels(draft) == ["Personal", "Kontor"]


def test_line_of_another_budget_is_not_reached_through_this_one(desk, draft):
    other = BudgetLineFactory()

    assert desk.get(address("line-change", draft.pk, other.pk)).status_code == 404
    desk.post(address("budget-lines", draft.pk), {"line": other.pk, "do": "remove"})
    assert BudgetLine.objects.filter(pk=other.pk).exists()


def test_line_continues_one_of_last_years_and_may_let_go_of_it(desk, draft):
    before = BudgetFactory(year=2017)
    old = BudgetLineFactory(budget=before, kind=COST, label="Löner", amount_sek=40_000)
    line = draft.lines.get(label="Personal")

    desk.post(address("line-change", draft.pk, line.pk), typed(label="Personal", continues=old.pk))
    assert BudgetLine.objects.get(pk=line.pk).lineage == old.lineage
    assert "selected>Löner, 40\xa0000" in desk.get(address("line-change", draft.pk, line.pk)).content.decode()

    desk.post(address("line-change", draft.pk, line.pk), typed(label="Personal", continues=""))
    assert BudgetLine.objects.get(pk=line.pk).lineage not in (old.lineage, line.lineage)


def test_lines_of_the_version_in_force_are_those_that_can_be_continued(desk, draft):
    before = BudgetFactory(year=2017, adopted=True)
    revision = revise(before, reason="")
    revision.lines.filter(kind="cost").update(label="Reviderad hyra")
    revision.adopt(on=ADOPTED_ON)

    page = desk.get(address("line-add", draft.pk)).content.decode()

    assert "Motsvarar i budget 2017, revidering 1" in page
    assert "Reviderad hyra" in page


def test_line_that_is_continued_already_is_not_offered_again(desk, draft):
    before = BudgetFactory(year=2017)
    old = BudgetLineFactory(budget=before, kind=COST, label="Löner")
    BudgetLineFactory(budget=before, kind=COST)
    draft.lines.filter(label="Personal").update(lineage=old.lineage)

    response = desk.post(address("line-add", draft.pk), typed(continues=old.pk))

    assert response.status_code == 200
    assert labels(draft) == ["Personal", "Kontor"]


def test_line_is_linked_to_a_commitment_of_a_decided_plan(desk, draft):
    commitment = CommitmentFactory(parent__plan__year=2018)
    PlanEditionFactory(plan=commitment.plan)

    desk.post(address("line-add", draft.pk), typed(commitment=commitment.pk))

    assert draft.lines.last().commitment == commitment


def test_lines_of_an_adopted_budget_are_read_only_whatever_is_posted(desk):
    budget = BudgetFactory(year=2018, adopted=True)
    line = budget.lines.first()
    before = list(BudgetLine.objects.values())

    page = desk.get(address("budget-lines", budget.pk)).content.decode()
    assert "posterna är låsta" in page
    assert 'value="remove"' not in page
    for name, args, data in (
        ("budget-lines", (), {"line": line.pk, "do": "remove"}),
        ("line-change", (line.pk,), typed()),
        ("line-add", (), typed()),
    ):
        response = desk.post(address(name, budget.pk, *args), data, follow=True)
        assert "Gör en revidering" in response.content.decode()

    assert list(BudgetLine.objects.values()) == before


def test_pages_are_the_secretariats(client, draft):
    for name in ("budget-lines", "line-add", "budget-adopt", "budget-revise", "budget-results"):
        assert client.get(address(name, draft.pk))["Location"].startswith("/admin/login/")


def test_staff_outside_the_secretariat_gets_no_page_and_makes_no_draft(client, draft):
    staff = UserFactory(is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(content_type__app_label="budget"))
    client.force_login(staff)
    adopted = BudgetFactory(year=2017, adopted=True)

    for name in ("budget-lines", "line-add", "budget-adopt", "budget-revise", "budget-results", "lines-import"):
        for budget in (draft, adopted):
            assert client.get(address(name, budget.pk)).status_code == 403
    assert client.post(address("next-year", adopted.pk)).status_code == 403
    assert client.post(reverse("admin:budget_budget_add"), {"year": "2030"}).status_code == 403
    assert Budget.objects.count() == 2
