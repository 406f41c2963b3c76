"""The workbook as another program than openpyxl reads it."""

import csv
import subprocess

from budget.exchange.lines import COLUMNS, LineValues, sheets_of
from budget.exchange.sheets import Book
from budget.exchange.writing import to_xlsx
from tests.libreoffice import CALC, libreoffice

# Semicolons, double quotes, UTF-8, from the first row, texts as they are, every sheet in a file of its own.
AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
LINES = [
    LineValues("income", "", "Avgifter", 945_000, is_fee=True),
    LineValues("cost", "Löner", "=1+1", 895_000, note='citat "här"; semikolon\nny rad'),
    *(LineValues("cost", "", label, 10_000) for label in ("+46 8 123", "-5", "@SUM(A1)", "＝1+1", "007")),
]


def test_libreoffice_reads_every_sheet_with_texts_as_texts(tmp_path):
    soffice = libreoffice(CALC)
    workbook = tmp_path / "budget.xlsx"
    workbook.write_bytes(to_xlsx(Book("budget", "Budget", sheets_of(LINES))))

    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", AS_CSV, workbook],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )

    read = {}
    for name in ("Intäkter", "Kostnader"):
        with (tmp_path / f"budget-{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, delimiter=";")
        assert header == [column.name for column in COLUMNS.values()]
        read[name] = [(row[1], row[2], row[3], row[7]) for row in rows]
    written = [(line.group, line.label, str(line.amount_sek), line.note) for line in LINES]
    assert read == {"Intäkter": written[:1], "Kostnader": written[1:]}
