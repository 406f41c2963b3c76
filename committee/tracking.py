"""Keeps what every edited row was, and who made it so: event rows written by triggers, which nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pghistory
from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.models import Model

from committee.rules import NEVER_EMPTIED

SNAPSHOT = "snapshot"
"""The label of the first event of a row that is older than its history."""


def tracked(
    *, part_of: str = "", exclude: Iterable[str] = (), can_be_undone: bool = True
) -> Callable[[type[Model]], type[Model]]:
    """Decorate a model whose rows people edit: each insert, change and delete leaves an event, bulk and SQL included.

    An event holds the row's columns, the user and address of the request, and the moment. The context is a column of
    the event and no row of its own, so that who did it can't be changed either. `version`, which only counts, is left
    out; so are the columns in `exclude`. `part_of` names the reference to the row whose history tells of this one too;
    `can_be_undone` is false for rows whose pages ask more before a change than the history can.
    """
    track = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=["version", *exclude],
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        append_only=True,
        meta={"triggers": [NEVER_EMPTIED], "default_permissions": ()},
    )

    def decorate(model: type[Model]) -> type[Model]:
        model.history_part_of, model.history_can_be_undone = part_of, can_be_undone
        return track(model)

    return decorate


def snapshot(app_label: str) -> RunPython:
    """A migration's step: rows that are older than their history begin it, as they are then."""

    def begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for event in apps.get_app_config(app_label).get_models():
            names = {field.name for field in event._meta.fields}
            if "pgh_obj" in names:
                columns = [field.column for field in event._meta.fields if not field.name.startswith("pgh_")]
                schema_editor.execute(begin_history(event, columns))

    return RunPython(begin, RunPython.noop)


def begin_history(event: type[Model], columns: list[str]) -> str:
    """SQL that gives each row of the tracked table its first event."""
    tracked_model = event._meta.get_field("pgh_obj").related_model
    listed = ", ".join(f'"{column}"' for column in columns)
    return (
        f'INSERT INTO "{event._meta.db_table}" (pgh_created_at, pgh_label, pgh_obj_id, {listed}) '  # noqa: S608
        f"SELECT now(), '{SNAPSHOT}', \"{tracked_model._meta.pk.column}\", {listed} "
        f'FROM "{tracked_model._meta.db_table}"'
    )
