"""What the page that shows a document hands on to its confirmation: its source, signed, so that no upload is kept."""

from __future__ import annotations

from dataclasses import astuple

from django.core import signing

from sodertorn.importing.readers import ReadPlan, read_source
from sodertorn.importing.values import DocumentError
from sodertorn.importing.word_lines import Line, WordDocument

SALT = "sodertorn.importing.parcels"
LONGEST = 2 * 1024 * 1024
"""Under what Django lets a form post."""


def token_of(read: ReadPlan) -> str:
    """Raises DocumentError for a document that is too long to be handed on."""
    source = read.source
    values = source if isinstance(source, str) else [astuple(line) for line in source.lines]
    token = signing.dumps(values, salt=SALT, compress=True)
    if len(token) > LONGEST:
        raise DocumentError("Dokumentet är för långt att läsas in här. Läs in det med import_plan.")
    return token


def opened(token: str) -> ReadPlan | None:
    """What a token was made of, read once more; None when it isn't one of ours."""
    try:
        values = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    try:
        if isinstance(values, str):
            return read_source(values)
        return read_source(WordDocument([Line(*map(as_tuple, line)) for line in values]))
    except (TypeError, DocumentError):  # signed before the portal was renewed: lines have other values or other words
        return None


def as_tuple(value):
    """JSON knows no tuples."""
    return tuple(map(as_tuple, value)) if isinstance(value, list) else value
