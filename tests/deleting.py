"""How tests ask to delete rows in the admin: what the pages say, and what a raw post does."""

from __future__ import annotations

from django.db.models import Model
from django.test import Client

from tests.conftest import admin_address


def said(desk: Client, row: Model) -> list[str]:
    """Why the row stays, with no button and kept when posted all the same; or what its delete does, with a button."""
    page = desk.get(admin_address(type(row), "delete", row.pk))
    context = page.context
    content = page.content.decode().split('id="content"')[1]
    assert ("<form method=" in content) == (not context["protected"])
    if context["protected"]:
        posted = desk.post(admin_address(type(row), "delete", row.pk), {"post": "yes"})
        assert posted.status_code in {200, 403}
        assert type(row).objects.filter(pk=row.pk).exists()
        assert selected(desk, row)[: len(context["protected"])] == context["protected"]
        assert type(row).objects.filter(pk=row.pk).exists()
    return list(context["protected"] or context["deleted_objects"])


def selected(desk: Client, *rows: Model, query: str = "") -> list[str]:
    """The same of rows chosen in their list; posted as the page that asks posts it."""
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    page = desk.post(admin_address(type(rows[0]), "changelist") + query, chosen)
    return list(page.context["protected"] or page.context["deletable_objects"][0]) if page.context else []


def delete(desk: Client, row: Model) -> str:
    """Press the button of the page that asks; what comes after."""
    return desk.post(admin_address(type(row), "delete", row.pk), {"post": "yes"}, follow=True).content.decode()
