"""What a browser would send of the forms on a page."""

from __future__ import annotations

from django.http import HttpResponse
from lxml import html


def form_of(response: HttpResponse, holding: str) -> dict[str, list[str]]:
    """The names and values of the page's form that has an input of this name, as it is shown."""
    page = html.fromstring(response.content.decode())
    form = next(form for form in page.forms if holding in form.fields)
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    empty = form.xpath(".//input[not(@value)][not(@type) or @type='text' or @type='email' or @type='number']/@name")
    return {name: [""] for name in empty} | values
