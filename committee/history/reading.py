"""What became of a row and its parts, told in words: who, when, and each value before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

import pghistory
from django.contrib.auth import get_user_model
from django.db.models import Exists, Model, OuterRef, Subquery
from pghistory.core import event_models

from committee.comparison.words import Segment, segments
from committee.history.values import Names, capitalized, told_fields
from committee.tracking import SNAPSHOT

UPDATED, DELETED = "update", "delete"


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
        return self.event.pgh_tracked_model._meta.label_lower

    @property
    def can_be_undone(self) -> bool:
        """Whether it is the row's last change, and has something before it."""
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


@cache
def event_model(model: type[Model]) -> type[pghistory.models.Event] | None:
    """The events of a model; None for one that isn't tracked."""
    return next(iter(event_models(tracks_model=model)), None)


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


def changes_of(row: Model, *, until: dt.datetime | None = None, most: int = 50) -> list[Change]:
    """The latest changes of a row and its parts, at most so many rows' worth; those before `until` only, if given.

    Four queries for each table that has events to show, and one for the users.
    """
    model = type(row)
    found = [(event, True) for event in with_previous(event_model(model), {"pgh_obj_id": row.pk}, until, most)]
    for event, reference in parts_of(model):
        found += [(one, False) for one in with_previous(event, {f"{reference}_id": row.pk}, until, most)]
    return told(found, most)


def latest_changes(
    *, until: dt.datetime | None = None, most: int = 50, besides: Iterable[type[Model]] = ()
) -> list[Change]:
    """The latest changes of any row; those of the models in `besides` are left out."""
    left_out = tuple(besides)
    tables = [event for event in event_models() if not issubclass(event.pgh_tracked_model, left_out)]
    return told([(one, True) for event in tables for one in with_previous(event, {}, until, most)], most)


def told(found: list[tuple[pghistory.models.Event, bool]], most: int) -> list[Change]:
    found.sort(key=lambda pair: (pair[0].pgh_created_at, pair[1], pair[0].pgh_id), reverse=True)
    return grouped(found[:most], named(found[:most]))


def with_previous(
    events: type[pghistory.models.Event], which: dict, until: dt.datetime | None, most: int
) -> list[pghistory.models.Event]:
    """The latest events, each with the one before it of the same row as `pgh_previous`, or None."""
    same_row = events.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"))
    before = same_row.filter(pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id").values("pgh_id")[:1]
    is_last = ~Exists(same_row.filter(pgh_id__gt=OuterRef("pgh_id")))
    rows = events.objects.filter(**which).annotate(pgh_previous_id=Subquery(before), pgh_is_last=is_last)
    if until is not None:
        rows = rows.filter(pgh_created_at__lt=until)
    latest = list(rows.order_by("-pgh_id")[:most])
    earlier = events.objects.in_bulk([event.pgh_previous_id for event in latest if event.pgh_previous_id])
    for event in latest:
        event.pgh_previous = earlier.get(event.pgh_previous_id)
    return latest


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
    kind = capitalized(str(model._meta.verbose_name))
    return RowChange(event, kind, names.title(event), values, is_root, event.pgh_is_last)
