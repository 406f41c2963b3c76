"""How tests press an action in the admin: choose rows, read the page that asks, and press its button."""

from __future__ import annotations

import re
from html import unescape

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from tests.conftest import admin_address

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def choose(client: Client, action: str, *rows: Model, query: str = "", **more: object) -> HttpResponse:
    """Choose rows of one model in their list, and an action: what comes is the page that asks."""
    chosen = {"action": action, "index": 0, "_selected_action": [row.pk for row in rows]} | more
    return client.post(admin_address(type(rows[0]), "changelist") + query, chosen)


def press(client: Client, page: HttpResponse, **more: object) -> HttpResponse:
    """Press the button of the page that asks, as it was shown."""
    carried: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page.content.decode()):
        carried.setdefault(name, []).append(unescape(value))
    return client.post(page.wsgi_request.get_full_path(), carried | more)


def confirm(client: Client, action: str, *rows: Model, query: str = "") -> HttpResponse:
    """Choose, read and press; what comes after, with what it says."""
    done = press(client, choose(client, action, *rows, query=query))
    return client.get(done["Location"]) if done.status_code == 302 else done


def told(page: HttpResponse) -> list[str]:
    """What the page says will happen, or why it can't: all of it."""
    foretold = page.context["foretold"]
    return [foretold.refusal] if foretold.refusal else list(foretold.consequences)
