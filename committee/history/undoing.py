"""Takes back the last change of a row, as a change of its own."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from committee.history.reading import DELETED, UPDATED, event_model, row_of
from committee.refusal import RefusedError

CHANGED_SINCE = "Raden har ändrats igen sedan dess. Läs det nya först."
NOT_HERE = "Konton och roller ändras bara på kontots egen sida."
LOCKED = "Det går inte att ångra: raden är låst av ett beslut, eller något som den hör ihop med är borta."


@transaction.atomic
def undo(model: type[Model], key: int, event_id: int, *, may: Callable[[Model], bool]) -> Model:
    """Make a row what it was before the event, which is its last, or bring it back when the event is its end.

    Raises RefusedError, with nothing changed, when the event isn't the last one, or when what the row was is no longer
    allowed; and when `may` says of the row, as it is and as it would be, that whoever asks can't change it.
    """
    if not event_model(model).pgh_tracked_model.history_can_be_undone:
        raise RefusedError(NOT_HERE)
    row = model._base_manager.select_for_update(of=("self",)).filter(pk=key).first()
    latest = list(event_model(model).objects.filter(pgh_obj_id=key).order_by("-pgh_id")[:2])
    if not latest or latest[0].pgh_id != event_id:
        raise RefusedError(CHANGED_SINCE)
    if latest[0].pgh_label == UPDATED and row is not None and len(latest) == 2:
        return put_back(allowed(row, may), latest[1])
    if latest[0].pgh_label == DELETED and row is None:
        return bring_back(model, latest[0], may)
    raise RefusedError("Det finns ingen ändring att ångra.")


def put_back(row: Model, earlier: pghistory.models.Event) -> Model:
    names = [field.name for field in row._meta.concrete_fields if hasattr(earlier, field.attname)]
    changed = []
    for field in (row._meta.get_field(name) for name in names):
        if getattr(row, field.attname) != getattr(earlier, field.attname):
            if field.related_model is get_user_model():
                raise RefusedError(NOT_HERE)
            setattr(row, field.attname, getattr(earlier, field.attname))
            changed.append(field.name)
    checked(row)
    written(lambda: row.save(update_fields=changed))
    return row


def allowed(row: Model, may: Callable[[Model], bool]) -> Model:
    if not may(row):
        raise RefusedError("Du får inte ändra den här raden.")
    return row


def bring_back(model: type[Model], last: pghistory.models.Event, may: Callable[[Model], bool]) -> Model:
    row = allowed(row_of(last, model), may)
    checked(row)
    written(lambda: row.save(force_insert=True))
    return row


def checked(row: Model) -> None:
    try:
        row.full_clean(validate_unique=True)
    except ValidationError as error:
        raise RefusedError(f"Det går inte att ångra: {' '.join(error.messages)}") from None


def written(save: Callable[[], None]) -> None:
    """What a trigger refuses, or what the row refers to that is gone, is told in words."""
    try:
        with transaction.atomic():
            save()
            connection.check_constraints()
    except DatabaseError as error:
        raise RefusedError(LOCKED) from error
