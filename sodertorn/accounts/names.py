"""What an account is called: its address, written in one way."""

from __future__ import annotations

import unicodedata

from django.contrib.auth.models import User


def one_name(address: str) -> str:
    """One spelling for all that look alike, so that a limit can't be escaped by variants of a name.

    >>> one_name("  Anna.Berg@Vik.example ")
    'anna.berg@vik.example'
    >>> one_name("ａｎｎａ.BERG@vik.example") == one_name("anna.berg@vik.example")
    True
    """
    return unicodedata.normalize("NFKC", address).casefold().strip()


def display_name(user: User) -> str:
    """The person's name, or the address as long as nobody has given one."""
    return user.get_full_name() or user.email or user.get_username()
