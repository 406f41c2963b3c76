"""For tests of what is let in rather than of what is said: pages of nothing but the name of their template."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.template.base import Template


@contextmanager
def unpainted() -> Iterator[None]:
    """Pages hold their template's name alone: to paint them is two thirds of the work. Nor is any 404 logged."""
    logging.disable(logging.CRITICAL)
    try:
        with patch.object(Template, "render", lambda template, context: str(template.name)):
            yield
    finally:
        logging.disable(logging.NOTSET)
