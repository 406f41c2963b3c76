"""What became of a row and its parts, told in words: who, when, and each value before and after."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

import pghistory
from django.contrib.auth import get_user_model
from django.db.models import Exists, Model, OuterRef, Subquery
from django.utils.text import capfirst
from pghistory.core import event_models

from committee.comparison.words import Segment, segments
from committee.history.values import Names, told_fields
from committee.tracking import SNAPSHOT

UPDATED, DELETED = "update", "delete"
PER_PAGE = 50
"""How many rows' changes a page tells of."""


@dataclass(frozen=True)
class ValueChange:
    """A value that became another, in words."""

    label: str
    before: str
    after: str

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The two texts word by word."""
        return segments(self.before, self.after)


@dataclass(frozen=True)
class RowChange:
    """What was done to one row: `event` holds it, `kind` and `name` say which row it is."""

    event: pghistory.models.Event
    kind: str
    name: str
    values: list[ValueChange]
    is_root: bool
    is_last: bool

    @property
    def what(self) -> str:
        return self.event.pgh_label

    @property
    def label(self) -> str:
        """As the addresses of the history name the row's model."""
        return self.event.pgh_tracked_model._meta.concrete_model._meta.label_lower

    @property
    def can_be_undone(self) -> bool:
        """Whether it is the row's last change, and has something before it."""
        if not self.event.pgh_tracked_model.history_can_be_undone:
            return False
        return self.is_last and (self.what == DELETED or (self.what == UPDATED and self.event.pgh_previous is not None))


@dataclass(frozen=True)
class Change:
    """All that was done to an aggregate at once; `by` is empty for what a command did."""

    at: dt.datetime
    by: str
    address: str
    rows: list[RowChange] = field(default_factory=list)

    @property
    def begins_the_history(self) -> bool:
        """The rows are older than what is known of them."""
        return all(row.what == SNAPSHOT for row in self.rows)


@dataclass(frozen=True)
class Changes:
    """A page of changes, and whether there are older ones."""

    rows: list[Change]
    has_older: bool


@cache
def event_model(model: type[Model]) -> type[pghistory.models.Event] | None:
    """The events of a model; None for one that isn't tracked."""
    return next(iter(event_models(tracks_model=model)), None)


def row_of(event: pghistory.models.Event, model: type[Model]) -> Model:
    """The row as it was at an event, unsaved."""
    fields = [field.attname for field in model._meta.concrete_fields if hasattr(event, field.attname)]
    return model(**{name: getattr(event, name) for name in fields})


@cache
def parts_of(model: type[Model]) -> list[tuple[type[pghistory.models.Event], str]]:
    """The events of the model's parts, and by which reference they are its."""
    named = [(event, event.pgh_tracked_model) for event in event_models()]
    return [
        (event, part.history_part_of)
        for event, part in named
        if part.history_part_of
        and part._meta.get_field(part.history_part_of).related_model._meta.concrete_model is model._meta.concrete_model
    ]


def changes_of(row: Model, *, page: int = 1) -> Changes:
    """The changes of a row and its parts, the latest first.

    Two queries for each table that has events to show, and one for each sort of rows that they name.
    """
    model, most = type(row), page * PER_PAGE + 1
    found = [(event, True) for event in latest(event_model(model), {"pgh_obj_id": row.pk}, most)]
    for event, reference in parts_of(model):
        found += [(one, False) for one in latest(event, {f"{reference}_id": row.pk}, most)]
    return paged(found, page)


def latest_changes(*, page: int = 1, besides: Iterable[type[Model]] = ()) -> Changes:
    """The changes of any row, the latest first; those of the models in `besides` are left out."""
    left_out, most = tuple(besides), page * PER_PAGE + 1
    tables = [event for event in event_models() if not issubclass(event.pgh_tracked_model, left_out)]
    return paged([(one, True) for event in tables for one in latest(event, {}, most)], page)


def paged(found: list[tuple[pghistory.models.Event, bool]], page: int) -> Changes:
    found.sort(key=lambda pair: (pair[0].pgh_created_at, pair[1], pair[0].pgh_id), reverse=True)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    with_previous(shown)
    return Changes(grouped(shown, named(shown)), has_older=len(found) > page * PER_PAGE)


def latest(events: type[pghistory.models.Event], which: dict, most: int) -> list[pghistory.models.Event]:
    """The latest events, with the key of the one before of the same row, and whether each is its row's last."""
    same_row = events.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"))
    before = same_row.filter(pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id").values("pgh_id")[:1]
    is_last = ~Exists(same_row.filter(pgh_id__gt=OuterRef("pgh_id")))
    rows = events.objects.filter(**which).annotate(pgh_previous_id=Subquery(before), pgh_is_last=is_last)
    return list(rows.order_by("-pgh_id")[:most])


def with_previous(found: list[tuple[pghistory.models.Event, bool]]) -> None:
    """Give each event the one before it of the same row as `pgh_previous`, or None."""
    keys = defaultdict(set)
    for event, _ in found:
        keys[type(event)].add(event.pgh_previous_id)
    earlier = {events: events.objects.in_bulk(wanted - {None}) for events, wanted in keys.items()}
    for event, _ in found:
        event.pgh_previous = earlier[type(event)].get(event.pgh_previous_id)


def named(found: Iterable[tuple[pghistory.models.Event, bool]]) -> Names:
    names = Names()
    for event, _ in found:
        names.note(event)
        if event.pgh_previous:
            names.note(event.pgh_previous)
    return names


def grouped(found: list[tuple[pghistory.models.Event, bool]], names: Names) -> list[Change]:
    """What one request did is one change; what no request did is told by the moment."""
    users = users_of(event for event, _ in found)
    changes = []
    for _, group in groupby(found, key=lambda pair: pair[0].pgh_context_id or pair[0].pgh_created_at):
        together = list(group)
        first = together[0][0]
        context = first.pgh_context or {}
        rows = [row_change(event, is_root, names) for event, is_root in together]
        changes.append(Change(first.pgh_created_at, users.get(context.get("user"), ""), context.get("url", ""), rows))
    return changes


def users_of(events: Iterable[pghistory.models.Event]) -> dict[int, str]:
    keys = {(event.pgh_context or {}).get("user") for event in events} - {None}
    users = get_user_model().objects.in_bulk(keys)
    return {key: user.get_full_name() or user.get_username() for key, user in users.items()}


def row_change(event: pghistory.models.Event, is_root: bool, names: Names) -> RowChange:
    model = event.pgh_tracked_model
    before, after = (event, None) if event.pgh_label == DELETED else (event.pgh_previous, event)
    if event.pgh_label == SNAPSHOT:
        before = after = None
    # Of a row that came or went only what it says is told, not the boxes that aren't ticked.
    same = {"", "nej"} if event.pgh_label != UPDATED else {""}
    values = [
        ValueChange(label, *texts)
        for name, label in told_fields(model)
        if len(set(texts := (names.told(before, name), names.told(after, name)))) > 1 and not set(texts) <= same
    ]
    kind = capfirst(str(model._meta.verbose_name))
    return RowChange(event, kind, names.title(event), values, is_root, event.pgh_is_last)
