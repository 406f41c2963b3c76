"""The version of an aggregate: one number on its root, counted up by the database at each edit of it or its parts."""

from __future__ import annotations

import pgtrigger
from django.db import models


class Versioned(models.Model):
    """The root of an aggregate. Its `Meta.triggers` hold COUNTS_VERSIONS, and those of its parts `counts_in` it."""

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True


# A row that is saved as it was keeps its version, whatever version the one who saved it had read.
COUNTS_VERSIONS = pgtrigger.Trigger(
    name="counts_versions",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        NEW.version := OLD.version + (
            NEW.version = OLD.version + 1 OR to_jsonb(NEW) - 'version' <> to_jsonb(OLD) - 'version'
        )::integer;
        RETURN NEW;
    """,
)


def counts_in(root: str, column: str) -> list[pgtrigger.Trigger]:
    """Triggers for a part's table: each statement that writes parts makes one version more of the roots they are in.

    `root` is the root's table, `column` the part's reference to it.
    """
    return [
        one_more(root, column, "insert", pgtrigger.Insert, new="new_rows"),
        one_more(root, column, "update", pgtrigger.Update, new="new_rows", old="old_rows"),
        one_more(root, column, "delete", pgtrigger.Delete, old="old_rows"),
    ]


def one_more(root: str, column: str, name: str, operation: pgtrigger.Operation, **tables: str) -> pgtrigger.Trigger:
    written = " UNION ".join(f"SELECT {column} FROM {table}" for table in tables.values())  # noqa: S608 (our own words)
    return pgtrigger.Trigger(
        name=f"counts_in_root_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),
        func=f"UPDATE {root} SET version = version + 1 WHERE id IN ({written}); RETURN NULL;",  # noqa: S608
    )
