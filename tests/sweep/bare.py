"""The world as it would be for one reader if nothing were hidden: without the rows and words that aren't for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

from calendar_app.models import Minutes
from tests.sweep.canaries import Canary, World


@contextmanager
def bare(world: World, reader: str) -> Iterator[None]:
    """Take away what is hidden from the reader while it lasts; the database's own rules stand aside meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        gone = {(type(row.instance), row.instance.pk) for row in hidden_rows(world, reader)}
        for model, pk in gone:
            cursor.execute(f"DELETE FROM {table(model)} WHERE {column(model._meta.pk)} = %s", [pk])
        for word in world.hidden_from(reader):
            canary = world.canaries[word]
            if (canary.model, canary.pk) not in gone:
                blot_out(cursor, canary)
        cursor.execute("SET LOCAL session_replication_role = origin")
        yield
        transaction.set_rollback(True)


def hidden_rows(world: World, reader: str) -> list:
    return [row for row in world.rows if reader not in row.to and not row.is_known]


def blot_out(cursor, canary: Canary) -> None:
    """Write another word in its place, also where the minutes keep it; a number is left out."""
    one = canary.model._meta.get_field(canary.field)
    where = f"WHERE {column(canary.model._meta.pk)} = %s"
    if isinstance(one, models.JSONField | models.FileField):
        return
    if isinstance(one, models.IntegerField):
        cursor.execute(f"UPDATE {table(canary.model)} SET {column(one)} = NULL {where}", [canary.pk])
        return
    cursor.execute(
        f"UPDATE {table(canary.model)} SET {column(one)} = replace({column(one)}, %s, 'x') {where}",
        [canary.word, canary.pk],
    )
    content = "replace(content::text, %s, 'x')::jsonb"
    cursor.execute(f"UPDATE {table(Minutes)} SET content = {content} WHERE content IS NOT NULL", [canary.word])


def table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def column(one: models.Field) -> str:
    return connection.ops.quote_name(one.column)
