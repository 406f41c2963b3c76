"""Answers with tables as files, and the links to them."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from budget.exchange.sheets import Book
from budget.exchange.writing import to_csv, to_json, to_xlsx

FORMATS = {
    "csv": ("CSV", "text/csv; charset=utf-8", to_csv),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "json": ("JSON", "application/json", to_json),
}


def download(book: Book, extension: str) -> HttpResponse:
    """The tables as a file named for the book; the extension is one of FORMATS, as the address's converter sees to."""
    _, media_type, write = FORMATS[extension]
    disposition = content_disposition_header(as_attachment=True, filename=f"{book.name}.{extension}")
    return HttpResponse(write(book), content_type=media_type, headers={"Content-Disposition": disposition})


def links(url_name: str, *args: object) -> list[tuple[str, str]]:
    """The formats' names and addresses; the extension is the last argument of the address."""
    return [(label, reverse(url_name, args=[*args, extension])) for extension, (label, *_) in FORMATS.items()]
