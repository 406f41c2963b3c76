"""The values that events hold, as a reader knows them: names instead of keys, words instead of codes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

import pghistory
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.text import capfirst

from committee.swedish import kronor

UNTOLD = {"uid", "uuid", "sequence", "lineage", "ancestor", "sha256", "file", "size", "format", "token_hash"}
"""What only the portal itself has use for."""
TITLES = ("title", "name", "label", "words", "task", "text", "source")
SHORT = 80


@cache
def told_fields(model: type[Model]) -> list[tuple[str, str]]:
    """The fields whose changes are told of: name and label. What a part is a part of isn't news."""
    part_of = getattr(model, "history_part_of", "")
    events = {field.name for field in pghistory.core.event_models(tracks_model=model)[0]._meta.fields}
    return [
        (field.name, capfirst(str(field.verbose_name)))
        for field in model._meta.concrete_fields
        if field.name in events and not field.primary_key and field.name != part_of and field.name not in UNTOLD
    ]


class Names:
    """The names of the rows that events refer to, fetched once for each model."""

    def __init__(self) -> None:
        self.keys: dict[type[Model], set] = defaultdict(set)
        self.known: dict[type[Model], dict] = {}

    def note(self, event: pghistory.models.Event) -> None:
        """Remember to ask for the rows that the event refers to."""
        for field in event.pgh_tracked_model._meta.concrete_fields:
            if field.is_relation and hasattr(event, field.attname):
                self.keys[field.related_model].add(getattr(event, field.attname))

    def of(self, model: type[Model], key) -> str:
        if model not in self.known:
            self.known[model] = model._base_manager.in_bulk(self.keys[model] - {None})
        row = self.known[model].get(key)
        return str(row) if row else f"borttagen ({model._meta.verbose_name} {key})"

    def told(self, event: pghistory.models.Event | None, name: str) -> str:
        """A field's value in words; nothing of no event."""
        if event is None:
            return ""
        field = event.pgh_tracked_model._meta.get_field(name)
        value = getattr(event, field.attname)
        if value is None or value == "":
            return ""
        return self.of(field.related_model, value) if field.is_relation else in_words(field, value)

    def title(self, event: pghistory.models.Event) -> str:
        """What the row is called, by its own words or by what it refers to."""
        for name in TITLES:
            if text := getattr(event, name, ""):
                return text if len(text) <= SHORT else f"{text[:SHORT]}…"
        model = event.pgh_tracked_model
        others = [field for field in model._meta.concrete_fields if field.is_relation]
        told = [self.told(event, field.name) for field in others if field.name != model.history_part_of]
        return ", ".join(text for text in told if text)


def in_words(field: Field, value) -> str:
    """
    >>> from django.db.models import BooleanField, TimeField
    >>> in_words(BooleanField(), True), in_words(TimeField(), dt.time(9))
    ('ja', '09.00')
    """
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, dt.datetime):
        moment = timezone.localtime(value)
        return f"{moment:%Y-%m-%d kl. %H.%M}"
    if isinstance(value, dt.time):
        return f"{value:%H.%M}"
    return kronor(value) if field.name.endswith("_sek") else str(value)
