"""The page of a year's invoice bases, and their files."""

import io
import json

import openpyxl
import pytest
from django.urls import reverse

from budget.models import FeeDivision, Invoice, InvoiceBasis
from budget.operations import revise
from budget.shares.invoicing import lock_basis
from budget.shares.operations import choose_key
from tests.budget.shares.fees import budget_with_fee, draft_with_fee, members, revised
from tests.factories import AT, UserFactory

pytestmark = pytest.mark.django_db
Key = FeeDivision.Key


def address(budget) -> str:
    return reverse("budget:invoice-basis", args=[budget.pk])


def table_address(budget, instalment: int, extension: str = "json") -> str:
    return reverse("budget:invoice-basis-table", args=[budget.pk, instalment, extension])


def page_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def budget():
    members(2)
    budget = budget_with_fee(1001)
    choose_key(budget, key=Key.EQUAL)
    return budget


def lock_button(instalment: int) -> dict:
    return {"do": "lock", "instalment": instalment, "division": FeeDivision.objects.latest("pk").pk}


@pytest.mark.parametrize("count", [1, 3, 26])
def test_invoice_page_costs_the_same_for_any_number_of_municipalities(desk, django_assert_num_queries, count):
    members(count)
    budget = budget_with_fee()
    division = choose_key(budget, key=Key.EQUAL)
    lock_basis(budget, 1, seen=division.pk, at=AT)

    with django_assert_num_queries(15):
        response = desk.get(address(budget))

    assert [len(section["part"].dues) for section in response.context["sections"]] == [count] * 2


def test_invoice_page_shows_the_halves_and_that_they_are_the_fee(desk, budget):
    page = page_of(desk.get(address(budget)))

    assert "Underlagen är tillsammans 1\xa0001\xa0kr, som är avgiften i Budget 2017." in page
    assert "Avser: Avgift 2017, första halvåret, enligt ursprunglig budget, fastställd 8 december 2016." in page
    assert page.count(" Inte låst.</p>") == 2
    assert page.count("Lås underlaget</button>") == 1
    assert "Underlaget kan låsas när det före är låst." in page


def test_basis_is_locked_once_though_the_button_is_pressed_twice(desk, budget):
    button = lock_button(1)

    first = page_of(desk.post(address(budget), button, follow=True))
    second = page_of(desk.post(address(budget), button, follow=True))

    assert "Underlaget för första halvåret är låst." in first
    assert "Underlaget är redan låst." in second
    assert (InvoiceBasis.objects.count(), Invoice.objects.count()) == (1, 2)


def test_last_basis_is_taken_back_when_confirmed(desk, budget):
    desk.post(address(budget), lock_button(1))
    button = {"do": "take_back", "basis": InvoiceBasis.objects.get().pk}

    assert "Kryssa i rutan först." in page_of(desk.post(address(budget), button))
    assert InvoiceBasis.objects.exists()

    page = page_of(desk.post(address(budget), button | {"tillbaka-is_confirmed": "on"}, follow=True))
    assert "Underlaget för första halvåret är borttaget." in page
    assert not InvoiceBasis.objects.exists()


@pytest.mark.parametrize(
    "junk", [{}, {"instalment": "x", "division": "9" * 40}, {"instalment": "3"}, {"division": "1"}]
)
def test_junk_locks_nothing(desk, budget, junk):
    page = page_of(desk.post(address(budget), {"do": "lock"} | junk, follow=True))

    assert 'data-level="error"' in page
    assert not InvoiceBasis.objects.exists()


def test_unknown_button_shows_the_page_again(desk, budget):
    assert desk.post(address(budget), {"do": "allt"}).status_code == 200


def test_revision_leads_to_its_own_page_and_asks_for_a_division(desk, budget):
    desk.post(address(budget), lock_button(1))
    revision = revised(budget, 2002)

    assert desk.get(address(budget)).url == address(revision)
    page = page_of(desk.get(address(revision)))
    assert "fördelningen av Budget 2017, revidering 1 är inte vald" in page
    assert "<b>Låst</b>" in page
    assert "Lås underlaget</button>" not in page


def test_draft_of_a_revision_leads_to_the_budget_in_force(desk, budget):
    draft = revise(budget, reason="Nytt läge")

    assert desk.get(address(draft)).url == address(budget)


@pytest.mark.parametrize("key", [0, 10**30])
def test_budget_that_is_none_is_not_found(desk, key):
    for page in ("fakturering/", "fakturering/1.csv", "fordelning/"):
        assert desk.get(f"/admin/budget/budget/{key}/{page}").status_code == 404


def test_settlement_is_offered_when_something_remains_and_shows_credit(desk, budget):
    desk.post(address(budget), lock_button(1))
    desk.post(address(budget), lock_button(2))
    assert "Slutreglering" not in page_of(desk.get(address(budget)))
    revision = revised(budget, 901)
    choose_key(revision, key=Key.EQUAL)

    page = page_of(desk.get(address(revision)))
    assert "Slutreglering" in page
    assert '\u221250 <span class="kicker">kredit</span>' in page
    desk.post(address(revision), lock_button(3))
    page = page_of(desk.get(address(revision)))
    assert "Underlagen är tillsammans 901\xa0kr, som är avgiften i Budget 2017, revidering 1." in page


@pytest.mark.parametrize(("fee", "key"), [(801, Key.EQUAL), (901, Key.WEIGHTS)])
def test_what_no_instalment_is_left_for_is_said(desk, budget, fee, key):
    """Be it another fee, or the same fee divided otherwise."""
    weights = {share.municipality.name: place for place, share in enumerate(FeeDivision.objects.get().shares.all())}
    desk.post(address(budget), lock_button(1))
    desk.post(address(budget), lock_button(2))
    settled = budget
    for instalment, settled_sek in ((3, 701), (4, 801), (5, 901)):
        settled = revised(settled, settled_sek)
        choose_key(settled, key=Key.EQUAL)
        desk.post(address(settled), lock_button(instalment))
    latest = revised(settled, fee)
    choose_key(latest, key=key, weights=weights)

    page = page_of(desk.get(address(latest)))

    assert f"tillsammans är de 901\xa0kr, och avgiften är {fee}\xa0kr. Ta tillbaka det senaste underlaget" in page


def test_draft_has_nothing_to_invoice(desk):
    budget = draft_with_fee()

    assert "Budget 2017 är ett utkast." in page_of(desk.get(address(budget)))
    assert desk.post(address(budget), {"do": "lock", "instalment": 1}).status_code == 200
    assert desk.get(table_address(budget, 1)).status_code == 404


def rows_of(response) -> list[list]:
    [table] = json.loads(response.content)["tables"]
    return table["rows"]


def test_file_has_the_sum_and_what_it_is_for(desk, budget):
    first, second = (share.municipality.name for share in FeeDivision.objects.get().shares.all())
    desk.post(address(budget), lock_button(1))
    refers = "Avgift 2017, andra halvåret, enligt ursprunglig budget, fastställd 8 december 2016. Inte låst."
    period = "juli–december 2017"

    response = desk.get(table_address(budget, 2))

    assert rows_of(response) == [
        [first, period, 501, 251, 250, refers],
        [second, period, 500, 250, 250, refers],
        ["Summa", period, 1001, 501, 500, refers],
    ]
    assert "faktureringsunderlag-2017-2.json" in response["Content-Disposition"]


def test_file_of_a_locked_basis_stays_after_a_revision(desk, budget):
    desk.post(address(budget), lock_button(1))
    before = desk.get(table_address(budget, 1)).content
    choose_key(revised(budget, 5000), key=Key.EQUAL)

    assert desk.get(table_address(budget, 1)).content == before
    assert b"Inte l" not in before


def test_file_comes_as_csv_and_excel(desk, budget):
    csv = desk.get(table_address(budget, 1, "csv")).content.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(desk.get(table_address(budget, 1, "xlsx")).content)).active

    heading = (
        "Kommun",
        "Period",
        "Avgift för året (kr)",
        "Fakturerat tidigare (kr)",
        "Att fakturera (kr)",
        "Avser",
    )
    assert csv.splitlines()[0] == ";".join(f'"{name}"' for name in heading)
    assert csv.splitlines()[-1].startswith('"Summa";"januari–juni 2017";1001;0;501;')
    assert next(sheet.values) == heading
    assert list(sheet.values)[-1][:5] == ("Summa", "januari–juni 2017", 1001, 0, 501)


@pytest.mark.parametrize("instalment", [0, 3, 4, 10**30])
def test_instalment_that_is_none_has_no_file(desk, budget, instalment):
    assert desk.get(f"{address(budget)}{instalment}.csv").status_code == 404


def test_invoices_are_the_secretariats(client, budget):
    staff = UserFactory(is_staff=True)
    for page in (address(budget), table_address(budget, 1)):
        assert client.get(page).status_code == 302
    client.force_login(staff)
    for page in (address(budget), table_address(budget, 1)):
        assert client.get(page).status_code == 403
