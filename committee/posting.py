"""What a form or a button posted."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, be it empty; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def is_key(text: str) -> bool:
    """Whether a text can be a row's key: a number, no longer than the database's."""
    return text.isdecimal() and len(text) < 19


def posted_key(request: HttpRequest, name: str) -> int:
    """The row's key that a button posted; 0, which no row has, for what is none or longer than the database's."""
    key = request.POST.get(name, "")
    return int(key) if is_key(key) else 0
