"""Several who press at the same time, in threads with transactions of their own; see the fixture `committed`."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from committee.refusal import RefusedError


def at_once(operation: Callable[[], Any], count: int = 3) -> list[str]:
    """What each said of several who do the same thing, "" for one that did it."""
    return together([operation] * count)


def together(operations: Sequence[Callable[[], Any]]) -> list[str]:
    """Run operations that start at the same time; what each said in words or by refusing, sorted."""
    said, start = [], threading.Barrier(len(operations))

    def press(operation: Callable[[], Any]) -> None:
        start.wait()
        try:
            result = operation()
            said.append(result if isinstance(result, str) else "")
        except RefusedError as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[operation]) for operation in operations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said)
