"""The history as a file that an archive can keep: a JSON value on each line, and last their number and checksum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from pghistory.core import event_models

BATCH = 500


def lines_of_history(*, besides: Iterable[type[Model]] = ()) -> Iterator[str]:
    """Events by table, each table's in the order that they came; rows of the models in `besides` are left out.

    The last line has `events`, how many there are, and `sha256` of all lines before it.
    """
    digest, count = hashlib.sha256(), 0
    for event in told_events(besides):
        line = json.dumps(value_of(event), ensure_ascii=False, cls=DjangoJSONEncoder) + "\n"
        digest.update(line.encode())
        count += 1
        yield line
    yield json.dumps({"events": count, "sha256": digest.hexdigest()}) + "\n"


def told_events(besides: Iterable[type[Model]]) -> Iterator[pghistory.models.Event]:
    left_out = tuple(besides)
    for model in sorted(event_models(), key=lambda one: one.pgh_tracked_model._meta.label):
        if not issubclass(model.pgh_tracked_model, left_out):
            yield from model.objects.order_by("pgh_id").iterator(chunk_size=BATCH)


def value_of(event: pghistory.models.Event) -> dict:
    """What an event says: which row, what was done, when, by whom, at which address, and what the row was after it."""
    context = event.pgh_context or {}
    fields = [field for field in event._meta.concrete_fields if not field.name.startswith("pgh_")]
    return {
        "table": event.pgh_tracked_model._meta.label,
        "row": event.pgh_obj_id,
        "event": event.pgh_id,
        "what": event.pgh_label,
        "at": event.pgh_created_at,
        "user": context.get("user"),
        "address": context.get("url", ""),
        "request": event.pgh_context_id,
        "values": {field.attname: plain(getattr(event, field.attname)) for field in fields},
    }


def plain(value):
    """A file is told by its name."""
    return value.name if isinstance(value, FieldFile) else value
