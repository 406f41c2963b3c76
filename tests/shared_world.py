"""Rows that many tests read and none changes for the others: made once, and taken back when the last test is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

World = TypeVar("World")


@contextmanager
def made_once(blocker: DjangoDbBlocker, make: Callable[[], World], **settings: object) -> Iterator[World]:
    """For fixtures of a module or package: what each test writes is taken back to here, within the same transaction.

    Not for tests that use `committed` too: it would wait for this transaction for ever.
    """
    with blocker.unblock(), override_settings(**settings), transaction.atomic():
        yield make()
        transaction.set_rollback(True)
