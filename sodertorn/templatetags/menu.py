"""The main menu; built in, so no template needs `{% load %}`."""

from django import template
from django.http import HttpRequest
from django.urls import reverse

register = template.Library()

MENU = [
    ("committee:plan-list", "Verksamhetsplan"),
    ("calendar:meeting-list", "Kalender"),
    ("budget:budget-list", "Budget"),
    ("calendar:body-list", "Organ"),
    ("municipality-list", "Kommuner"),
    ("about", "Om"),
]


@register.filter
def main_menu(request: HttpRequest) -> list[dict]:
    """The main menu; the page one is on is marked `page`, a page below it `true`."""
    items = []
    for name, label in MENU:
        url = reverse(name)
        is_current = "page" if request.path == url else "true" if request.path.startswith(url) else ""
        items.append({"url": url, "label": label, "is_current": is_current})
    return items
