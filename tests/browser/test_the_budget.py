"""The fee of the demo's year is shared and invoiced; the next year is drafted, read in, revised twice, compared."""

import csv
import io
import urllib.request
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.test_every_page import axe_violations, unreadable


@pytest.fixture
def public(chromium) -> Page:
    return chromium.new_page(viewport={"width": 360, "height": 800})


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def workbook(download: Download) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(download.path().read_bytes()))


def looked_at(page: Page, axe: str) -> list[str]:
    return [*unreadable(page), *axe_violations(page, axe)]


def adopt(page: Page, on: str, paragraph: str) -> None:
    """From a tab of a draft: adopt it."""
    page.click(".tabs >> text=Fastställ")
    page.fill("[name=adopted_on]", on)
    page.fill("[name=adopted_in]", paragraph)
    page.check("[name=is_confirmed]")
    page.click("button:has-text('Fastställ och publicera')")
    expect(page.locator("main")).to_contain_text("är fastställd och publicerad.")


def change(page: Page, label: str, amount: str) -> None:
    """On the lines of a draft: give one another amount."""
    page.click(f".desk-lines a:text-is('{label}')")
    page.fill("[name=amount_sek]", amount)
    page.click("button:text-is('Spara')")
    expect(page.locator("main")).to_contain_text("är sparad.")


def open_budget(page: Page, portal: str, year: int) -> None:
    page.goto(f"{portal}/admin/budget/budget/")
    page.click(f"#result_list th >> text={year} >> nth=0")
    expect(page.locator("h1")).to_contain_text(f"Budget {year}")


def test_fee_is_shared_published_and_invoiced(secretary: Page, portal, public, axe):
    page = secretary
    open_budget(page, portal, 2017)
    assert looked_at(page, axe) == []
    page.click(".tabs >> text=Fördelning")
    page.fill("[name=fast]", "20 000")
    page.click("text=Räkna om")
    page.wait_for_url("**fast=20+000**")
    expect(page.locator("main table").first).to_contain_text("118 125 kr")
    assert looked_at(page, axe) == []
    page.select_option("[name=key]", "equal")
    page.check("form:has-text('Välj fördelning') input[type=checkbox]")
    page.click("button:has-text('Välj fördelning')")
    assert public.goto(f"{portal}/budget/2017/avgifter/").status == 404

    page.check("form:has-text('Publicera avgifterna') input[type=checkbox]")
    page.click("button:has-text('Publicera avgifterna')")
    expect(page.locator("button:has-text('Ta tillbaka avgifterna')")).to_be_visible()
    public.goto(f"{portal}/budget/2017/")
    public.click("text=Vad varje kommun betalar")
    expect(public.locator("main table tbody tr")).to_have_count(8)
    expect(public.locator("main table tfoot")).to_contain_text("945 000")
    assert looked_at(public, axe) == []
    rows = csv.reader(io.StringIO(fetch(f"{portal}/budget/2017/avgifter.csv").decode("utf-8-sig")), delimiter=";")
    assert {row[4] for row in list(rows)[1:-1]} == {"118125"}

    page.goto(page.url)
    page.click(".tabs >> text=Fakturering")
    page.click("button:has-text('Lås underlaget')")
    expect(page.locator("main")).to_contain_text("Underlaget för första halvåret är låst.")
    expect(page.locator("main")).to_contain_text("472 504 kr att fakturera")
    assert looked_at(page, axe) == []
    with page.expect_download() as started:
        page.click("text=Excel >> nth=0")
    sheet = workbook(started.value).active
    told = list(sheet.iter_rows(values_only=True))
    assert (told[0][0], told[-1][0], told[-1][4]) == ("Kommun", "Summa", 472_504)
    assert sum(row[4] for row in told[1:-1]) == 472_504


def edited(book: openpyxl.Workbook, sums: dict[str, int], into: Path) -> Path:
    """A downloaded workbook with other amounts, saved as another."""
    for sheet in book:
        names = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            label = row[names.index("Benämning")].value
            if label in sums:
                row[names.index("Belopp (kr)")].value = sums[label]
    book.save(into)
    return into


def test_next_year_is_drafted_read_in_revised_twice_and_compared(secretary: Page, portal, public, axe, tmp_path):
    page = secretary
    open_budget(page, portal, 2017)
    page.click("text=Börja på nästa års budget")
    expect(page.locator("h1")).to_have_text("Budget 2018")
    assert public.goto(f"{portal}/budget/2018/").status == 404

    # Read the draft in again from a spreadsheet, with other amounts.
    page.click("text=Så ser läsaren budgeten")
    with page.expect_download() as started:
        page.click("text=Excel")
    changed = edited(
        workbook(started.value), {"Personal": 910_000, "Avgifter från kommunerna": 960_000}, tmp_path / "2018.xlsx"
    )
    page.go_back()
    page.click(".tabs >> text=Läs in")
    expect(page.locator("h1")).to_contain_text("Läs in poster")
    assert looked_at(page, axe) == []
    page.set_input_files("input[type=file]", changed)
    page.click("button:has-text('Förhandsgranska')")
    expect(page.locator("h2").first).to_have_text("Förhandsgranskning")
    expect(page.locator("main")).to_contain_text("910 000")
    assert looked_at(page, axe) == []
    page.click("button:has-text('Läs in')")
    expect(page.locator(".desk-lines").nth(1)).to_contain_text("960 000")

    adopt(page, "2017-01-12", "§ 3")
    expect(page.locator(".decision")).to_contain_text("Fastställd 12 januari 2017, § 3")
    for number, amount in ((1, "920 000"), (2, "915 000")):
        open_budget(page, portal, 2018)
        page.click("text=Revidera budgeten")
        page.fill("[name=reason]", f"Skäl {number}")
        page.click("text=Börja revideringen")
        change(page, "Personal", amount)
        page.click(".tabs >> text=Fastställ")
        expect(page.locator("main")).to_contain_text("balanserar inte")
        page.click(".tabs >> text=Poster")
        change(page, "Avgifter från kommunerna", f"{int(amount.replace(' ', '')) + 50_000}")
        adopt(page, "2017-01-16", f"§ {number + 3}")

    public.goto(f"{portal}/budget/2018/")
    expect(public.locator("h1")).to_have_text("Budget 2018, revidering 2")
    expect(public.locator("main")).to_contain_text("Skäl 1")
    assert looked_at(public, axe) == []
    public.goto(f"{portal}/budget/2018/version/1/")
    expect(public.locator("main")).to_contain_text("Den här versionen är ersatt.")
    for path in ("jamfor/2017/", "jamfor/2018/?fran=1&till=3", "uppfoljning/"):
        public.goto(f"{portal}/budget/2018/{path}")
        expect(public.locator("main")).to_contain_text("Personal")
        assert looked_at(public, axe) == []
    public.goto(f"{portal}/budget/2018/jamfor/2017/")
    expect(public.locator("tr:has-text('Personal')").first).to_contain_text("20 000")
    public.goto(f"{portal}/budget/utveckling/")
    expect(public.locator("main svg").first).to_be_visible()
    assert looked_at(public, axe) == []
