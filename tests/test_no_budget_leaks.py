"""Drafts of budgets, figures and shares that aren't published reach nobody but the secretariat; each door is proved."""

import datetime as dt
import inspect
import io
import zipfile
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client

from budget import books, follow_up, reading, views, years
from budget.models import Budget, BudgetLine, FeeDivision, Invoice
from budget.operations import draft_next_year, revise
from budget.shares import reading as shares_reading
from committee import commitments
from sodertorn import views as top
from tests.budget_factories import (
    BudgetFactory,
    BudgetLineFactory,
    FeeShareFactory,
    InvoiceBasisFactory,
    PriceIndexFactory,
)
from tests.factories import (
    AT,
    CommitmentFactory,
    CooperationFactory,
    MembershipFactory,
    MunicipalityFactory,
    UserFactory,
)
from tests.leaks import Door, doors, without

pytestmark = pytest.mark.django_db
SECRET = "hemli"
SECRET_SEK = 313_131
"""A figure in every row that isn't public."""
ON = dt.date(2016, 12, 8)


@pytest.fixture(autouse=True)
def hidden(settings):
    """Two adopted years, and beside them a draft, a revision, figures, shares and invoices that aren't public."""
    settings.PORTAL_TODAY = dt.date(2018, 1, 16)
    CooperationFactory()
    sund = MunicipalityFactory(name="Sund", slug="sund")
    MembershipFactory(municipality=sund)
    for year in (2016, 2017):
        PriceIndexFactory(year=year)
        budget = BudgetFactory(year=year)
        BudgetLineFactory(budget=budget, label="Avgift", amount_sek=500_000, is_fee=True)
        cost = BudgetLineFactory(budget=budget, kind=BudgetLine.Kind.COST, label="Löner", amount_sek=500_000)
        budget.adopt(on=ON)
    cost.commitment = CommitmentFactory(parent__plan__year=2017, text="Hemligt åtagande")
    cost.forecast_sek = cost.outcome_sek = SECRET_SEK
    cost.save()
    revision = revise(budget, reason="Hemligt skäl")
    draft = draft_next_year(budget)
    for hides in (revision, draft):
        hides.lines.filter(kind="cost").update(label="Hemlig post", amount_sek=SECRET_SEK)
    division = FeeDivision(budget=budget, key=FeeDivision.Key.EQUAL, fee_sek=500_000)
    division.save()
    other = MunicipalityFactory(draft=True, name="Hemliga kommunen", slug="hemliga-kommunen")
    for municipality, amount_sek in ((sund, SECRET_SEK), (other, 500_000 - SECRET_SEK)):
        FeeShareFactory(division=division, municipality=municipality, amount_sek=amount_sek)
    basis = InvoiceBasisFactory(division=division, year=2017, total_sek=SECRET_SEK, invoice_count=1)
    Invoice.objects.create(basis=basis, municipality=sund, amount_sek=SECRET_SEK)


def addresses() -> list[str]:
    """Every public page and file of budgets, those of the drafts too, and the pages that show something of them."""
    tables = [
        *("/budget/alla", "/budget/utveckling"),
        *(f"/budget/{year}" for year in (2016, 2017, 2018)),
        *(f"/budget/{year}/version/{number}" for year in (2017, 2018) for number in (1, 2)),
        *(f"/budget/{year}/jamfor/{other}" for year in (2017, 2018) for other in (2016, 2017, 2018)),
        *(f"/budget/{year}/{part}" for year in (2016, 2017, 2018) for part in ("uppfoljning", "avgifter")),
    ]
    pages = ["/budget/", *(f"{table}/" for table in tables if table != "/budget/alla")]
    files = [f"{table}.{extension}" for table in tables for extension in ("csv", "xlsx", "json")]
    versions = [f"/budget/2017/jamfor/2017/?fran={a}&till={b}" for a, b in ((1, 2), (2, 1))]
    prices = [f"/budget/utveckling/?priser={prices}" for prices in ("fasta", "lopande")]
    return ["/", "/kommuner/sund/", *pages, *files, *versions, *prices]


def told(response: HttpResponse) -> str:
    """All that an answer says, without spaces between thousands; a workbook's sheets too."""
    content = response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as workbook:
            content = b" ".join(workbook.read(name) for name in workbook.namelist())
    words = content.decode(errors="replace") + str(dict(response.headers))
    return words.lower().replace("\xa0", "")


def leaks(client: Client) -> Iterator[str]:
    """What the public gets to know, and then staff outside the secretariat, one leak at a time."""
    client.raise_request_exception = False
    client.logout()
    yield from leaks_at(client)
    staff = UserFactory(is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_budget"))
    client.force_login(staff)
    yield from leaks_at(client)


def leaks_at(client: Client) -> Iterator[str]:
    for address in addresses():
        response = client.get(address)
        words = told(response)
        if response.status_code >= 500 or any(secret in words for secret in (SECRET, str(SECRET_SEK))):
            yield address
        if response.status_code == 200 and any(hides in address for hides in ("2018", "version/2", "avgifter")):
            yield f"{address} answers"
        if "/budget/2018" in words and response.status_code == 200:
            yield f"{address} leads to a draft"


def test_nothing_of_a_budget_leaks(client):
    assert list(leaks(client)) == []


def test_what_is_public_is_there(client):
    answers = {address: client.get(address).status_code for address in addresses()}

    assert {address for address, code in answers.items() if code == 200} >= {
        *("/", "/budget/", "/budget/2016/", "/budget/2017/", "/budget/2017.xlsx", "/budget/2017/version/1.csv"),
        *("/budget/2017/jamfor/2016/", "/budget/utveckling/", "/budget/alla.json"),
    }
    assert set(answers.values()) == {200, 404}


def test_secretariat_reads_it_all(desk):
    answers = {address: desk.get(address) for address in addresses()}
    words = "".join(told(response) for response in answers.values())

    for secret in ("Hemlig post", "Hemligt skäl", str(SECRET_SEK)):
        assert secret.lower() in words
    assert answers["/budget/2018/"].status_code == answers["/budget/2017/avgifter/"].status_code == 200


def test_published_figures_and_shares_are_read_by_all(client):
    Budget.objects.filter(year=2017, number=1).update(follow_up_on=dt.date(2017, 12, 31))
    FeeDivision.objects.update(published_at=AT)

    for address in ("/budget/2017/uppfoljning/", "/budget/2017/uppfoljning.csv", "/budget/2017/avgifter.json"):
        assert str(SECRET_SEK) in told(client.get(address))


SURFACES = (books, commitments, follow_up, reading, shares_reading, top, views, years)
# Doors with another behind them, or to what has no drafts.
BEHIND_ANOTHER = {
    *("adopted()", "PriceIndex.objects", "PlanEdition.objects", "Cooperation.objects", "Meeting.objects"),
    *("Document.objects", "Municipality.objects", "HostTurn.objects", "Body.objects"),
}


def line_of(door: Door) -> str:
    return inspect.getsource(door.module).splitlines()[door.line - 1].strip()


DOORS = [
    door for module in SURFACES for door in doors(module) if not any(words in line_of(door) for words in BEHIND_ANOTHER)
]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_leak_is_seen_when_a_door_is_taken_out(client, door: Door):
    with without(door):
        assert next(leaks(client), None)


def test_doors_are_found():
    assert len(DOORS) >= 5
