"""Tables as answers."""

import pytest

from budget.exchange.downloads import download, links
from budget.exchange.sheets import Book, Column, Sheet
from budget.exchange.writing import to_csv, to_json, to_xlsx

BOOK = Book("budget-2017", "Budget 2017", (Sheet("Poster", (Column("Post"),), (("Löner",),)),))


@pytest.mark.parametrize(
    ("extension", "media_type", "content"),
    [
        ("csv", "text/csv; charset=utf-8", to_csv(BOOK)),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx(BOOK)),
        ("json", "application/json", to_json(BOOK)),
    ],
)
def test_download_is_a_file_of_its_kind_and_name(extension, media_type, content):
    response = download(BOOK, extension)

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="budget-2017.{extension}"'
    assert response.content == content


def test_download_of_a_name_with_other_letters_keeps_them():
    response = download(Book("åtgärder", "A", BOOK.sheets), "csv")

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%A5tg%C3%A4rder.csv"


def test_links_lead_to_every_format():
    assert links("budget:budget-detail-table", 2017) == [
        ("CSV", "/budget/2017.csv"),
        ("Excel", "/budget/2017.xlsx"),
        ("JSON", "/budget/2017.json"),
    ]
