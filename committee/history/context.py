"""Tells the history who asks, and at which address."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from pghistory.middleware import HistoryMiddleware

SECRETS = ("token", "key")


class KnownToTheHistory(HistoryMiddleware):
    """Puts user and address beside each change that a request makes."""

    def get_context(self, request: HttpRequest) -> dict:
        return super().get_context(request) | {"url": address_without_secrets(request.path_info)}


def address_without_secrets(path: str) -> str:
    """The path, without what lets its reader in: an answer link or a link to choose a password is no history."""
    try:
        given = resolve(path).kwargs
    except Resolver404:
        return path
    for name in SECRETS:
        if isinstance(secret := given.get(name), str):  # a row's number is no secret
            path = path.replace(secret, "…")
    return path
