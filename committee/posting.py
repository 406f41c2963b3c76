"""What a form or a button posted."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, be it empty; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def posted_key(request: HttpRequest, name: str) -> int:
    """The row's key that a button posted; 0, which no row has, for what is none or longer than the database's."""
    key = request.POST.get(name, "")
    return int(key) if key.isdecimal() and len(key) < 19 else 0
