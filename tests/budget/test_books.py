"""The budget pages' tables as files."""

import datetime as dt
import json
import re
from decimal import Decimal

import pytest

from budget.models import Budget
from tests.budget.examples import adopted, cost, draft_of, text
from tests.budget_factories import PriceIndexFactory
from tests.committee.decided import edition_with
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db


def table(client, address: str, place: int = 0) -> tuple[list[str], list[list]]:
    """Column names and rows of a JSON file's table."""
    answer = client.get(address)
    assert answer.status_code == 200
    found = json.loads(answer.content)["tables"][place]
    return [column["name"] for column in found["columns"]], found["rows"]


def test_every_page_links_to_its_own_tables_and_they_answer(client):
    adopted(cost("Hyra", 100), year=2016)
    budget = adopted(cost("Hyra", 100))
    adopted(cost("Hyra", 120), number=2)
    PriceIndexFactory(year=2016)
    PriceIndexFactory(year=2017)
    pages = ["/budget/", "/budget/2017/", f"/budget/2017/version/{budget.number}/", "/budget/2017/jamfor/2016/"]
    pages += ["/budget/2017/jamfor/2017/?fran=1&till=2", "/budget/2017/uppfoljning/", "/budget/utveckling/"]
    pages += ["/budget/utveckling/?priser=lopande"]

    for page in pages:
        found = re.findall(r'href="(/budget/[^"]*\.(?:csv|xlsx|json)[^"]*)"', text(client, page))
        assert len(found) == 3, page
        names = {client.get(address.replace("&amp;", "&"))["Content-Disposition"] for address in found}
        assert {name.rpartition(".")[2].strip('"') for name in names} == {"csv", "xlsx", "json"}


def test_comma_stays_with_the_name_before_it(client):
    adopted(cost("Hyra", 100))

    assert 'Excel</a>,</span> <span class="nowrap"><a href="/budget/2017.json">JSON</a></span>' in text(
        client, "/budget/2017/"
    )


def test_budget_book_has_the_lines_as_they_can_be_read_in_again(client):
    adopted(cost("Hyra", 100, group="Drift", note="Två rum."))

    columns, rows = table(client, "/budget/2017.json", 1)

    shown = dict(zip(columns, rows[0], strict=True))
    assert (shown["Rubrik"], shown["Benämning"], shown["Belopp (kr)"], shown["Anteckning"]) == (
        *("Drift", "Hyra", 100),
        "Två rum.",
    )
    assert client.get("/budget/2017.csv")["Content-Disposition"] == 'attachment; filename="budget-2017.csv"'


def test_budget_book_of_a_revision_is_named_for_it(client):
    adopted(cost("Hyra", 100))
    adopted(cost("Hyra", 120), number=2)

    assert "budget-2017-version-2.csv" in client.get("/budget/2017.csv")["Content-Disposition"]
    columns, rows = table(client, "/budget/2017/version/1.json", 1)
    assert rows[0][columns.index("Belopp (kr)")] == 100


def test_budget_book_of_a_draft_is_the_secretariats(client, secretary):
    draft_of(cost("Hyra", 100))

    assert client.get("/budget/2017.csv").status_code == 404
    client.force_login(secretary)
    assert client.get("/budget/2017.csv").status_code == 200


def test_budget_book_has_no_commitment_that_is_a_draft(client, secretary):
    decided, drafted = (CommitmentFactory(parent__plan__year=year) for year in (2017, 2018))
    edition_with(decided)
    adopted(cost("Hyra", 10, commitment=decided), cost("Resor", 20, commitment=drafted))

    def commitments() -> list:
        columns, rows = table(client, "/budget/2017.json", 1)
        return [row[columns.index("Åtagande")] for row in rows]

    assert commitments() == [decided.pk, None]
    client.force_login(secretary)
    assert commitments() == [decided.pk, drafted.pk]


def test_budget_book_has_results_once_they_are_published(client):
    budget = adopted(cost("Hyra", 100))
    budget.lines.filter(label="Hyra").update(forecast_sek=90, outcome_sek=80)

    def results() -> list:
        columns, rows = table(client, "/budget/2017.json", 1)
        return [rows[0][columns.index(name)] for name in ("Prognos (kr)", "Utfall (kr)")]

    assert results() == [None, None]
    Budget.objects.update(follow_up_on=dt.date(2017, 8, 31))
    assert results() == [90, 80]


def test_budget_book_of_a_superseded_version_has_no_results(client, secretary):
    first = adopted(cost("Hyra", 100))
    first.lines.filter(label="Hyra").update(outcome_sek=80)
    Budget.objects.update(follow_up_on=dt.date(2017, 8, 31))
    adopted(cost("Hyra", 120), number=2)
    Budget.objects.filter(number=2).update(follow_up_on=None)

    for reader in (None, secretary):
        if reader:
            client.force_login(reader)
        columns, rows = table(client, "/budget/2017/version/1.json", 1)
        assert rows[0][columns.index("Utfall (kr)")] is None


def test_comparison_book_has_every_line_with_what_became_of_it(client):
    adopted(cost("Hyra", 300), cost("Film", 30), year=2016)
    adopted(cost("Lokaler", 400, descends_from="Hyra", group="Drift"), cost("Resor", 20))

    columns, rows = table(client, "/budget/2017/jamfor/2016.json")

    assert columns == [
        *("Sort", "Rubrik", "Post", "2016 (kr)", "2017 (kr)", "Ändring (kr)", "Ändring (procent)"),
        "Vad som skiljer",
    ]
    assert rows == [
        ["intäkt", "", "Avgifter", 330, 420, 90, 27.3, "ändrad"],
        ["kostnad", "Drift", "Lokaler", 300, 400, 100, 33.3, "ändrad, bytt namn från Hyra, flyttad till Drift"],
        ["kostnad", "", "Resor", None, 20, 20, None, "ny"],
        ["kostnad", "", "Film", 30, None, -30, -100.0, "borttagen"],
    ]


def test_comparison_book_is_of_the_versions_asked_for(client):
    for number in (1, 2, 3):
        adopted(cost("Hyra", number), number=number)

    columns, rows = table(client, "/budget/2017/jamfor/2017.json?fran=2&till=3")

    assert (columns[3:5], rows[1][3:5]) == (["revidering 1 (kr)", "revidering 2 (kr)"], [2, 3])


def test_follow_up_book_has_the_columns_of_the_page(client):
    adopted(cost("Hyra", 100), cost("Film", 40))
    revised = adopted(cost("Hyra", 140), number=2)
    line = ("Sort", "Rubrik", "Post", "Ursprunglig (kr)", "Reviderad (kr)")

    assert table(client, "/budget/2017/uppfoljning.json")[0] == [*line]
    revised.lines.filter(label="Hyra").update(forecast_sek=150, outcome_sek=161)
    Budget.objects.filter(pk=revised.pk).update(follow_up_on=dt.date(2017, 8, 31))
    columns, rows = table(client, "/budget/2017/uppfoljning.json")
    assert columns == [*line, "Prognos (kr)", "Utfall (kr)", "Avvikelse (kr)", "Avvikelse (procent)"]
    assert rows[1:] == [
        ["kostnad", "", "Hyra", 100, 140, 150, 161, 10, 7.1],
        ["kostnad", "", "Film", 40, None, None, None, None, None],
    ]


def test_years_book_has_a_column_for_each_year_in_the_money_of_the_page(client):
    adopted(cost("Hyra", 100), year=2016)
    adopted(cost("Lokaler", 120, descends_from="Hyra"), cost("Resor", 20))
    PriceIndexFactory(year=2016, value=Decimal("200.00"))
    PriceIndexFactory(year=2017, value=Decimal("250.00"))

    columns, rows = table(client, "/budget/utveckling.json?priser=lopande")
    assert columns == ["Sort", "Rubrik eller post", "2016 (kr)", "2017 (kr)"]
    assert rows[1:] == [["kostnad", "Lokaler", 100, 120], ["kostnad", "Resor", None, 20]]
    assert table(client, "/budget/utveckling.json")[1][1] == ["kostnad", "Lokaler", 125, 120]


def test_list_book_has_a_row_for_each_year(client):
    adopted(cost("Hyra", 100), year=2016, paragraph="§ 12")
    adopted(cost("Hyra", 120))
    draft_of(cost("Hyra", 130), year=2018)

    columns, rows = table(client, "/budget/alla.json")

    assert columns[4:6] == ["Kostnader mot året före (kr)", "Kostnader mot året före (procent)"]
    assert rows == [
        [2017, "ursprunglig", 120, 120, 20, 20.0, "2016-12-08", ""],
        [2016, "ursprunglig", 100, 100, None, None, "2016-12-08", "§ 12"],
    ]


def test_pages_link_to_files_of_just_what_they_show(client):
    for number in (1, 2, 3):
        adopted(cost("Hyra", number), number=number)
    adopted(cost("Hyra", 1), year=2016)
    PriceIndexFactory(year=2016)
    PriceIndexFactory(year=2017)

    def addresses(page: str) -> list[str]:
        return [url for _, url in client.get(page).context["downloads"]]

    assert addresses("/budget/2017/jamfor/2017/?fran=2")[0] == "/budget/2017/jamfor/2017.csv?fran=2&till=3"
    assert addresses("/budget/2017/jamfor/2016/")[0] == "/budget/2017/jamfor/2016.csv?fran=1&till=3"
    assert addresses("/budget/utveckling/")[0] == "/budget/utveckling.csv?priser=fasta"
    assert addresses("/budget/utveckling/?priser=lopande")[0] == "/budget/utveckling.csv?priser=lopande"
