"""Rows that a constraint refuses, and what the database and the form say of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.db.models.constraints import BaseConstraint

from tests.own_models import own_models


@dataclass(frozen=True)
class Case:
    """`row` makes the bad row, unsaved, or saved and then changed. `form` is what full_clean says, if not `message`.

    `beside` names a constraint that always fails together with this one, and is dropped to show that this one stands.
    """

    name: str
    message: str
    row: Callable[[], models.Model]
    form: tuple[str, ...] = ()
    beside: str = ""

    def __str__(self) -> str:
        return self.name


def constraint_names(app_label: str) -> set[str]:
    """The constraints that an app's models declare, unique fields by the name that PostgreSQL gives them."""
    return {name for model in own_models(app_label) for name in names_of(model)}


def names_of(model: type[models.Model]) -> Iterator[str]:
    yield from (constraint.name for constraint in model._meta.constraints)
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield f"{model._meta.db_table}_{field.column}_key"


def declared(row: models.Model, name: str) -> BaseConstraint | None:
    return next((constraint for constraint in row._meta.constraints if constraint.name == name), None)


def refusal_of_the_database(case: Case) -> str:
    """Write the row past every check of Django's; the name of the constraint that refuses it."""
    row = case.row()
    if case.beside:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{row._meta.db_table}" DROP CONSTRAINT "{case.beside}"')
    with pytest.raises(IntegrityError) as refused:
        write(row)
    return refused.value.__cause__.diag.constraint_name


def write(row: models.Model) -> None:
    if row._state.adding:
        type(row).objects.bulk_create([row])
    else:
        columns = [field.attname for field in row._meta.local_fields if not field.primary_key]
        type(row).objects.filter(pk=row.pk).update(**{column: getattr(row, column) for column in columns})


def messages_of_the_form(case: Case) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        case.row().full_clean()
    return sorted(refused.value.messages)


def message_of_the_constraint(case: Case) -> str:
    row = case.row()
    with pytest.raises(ValidationError) as refused:
        declared(row, case.name).validate(type(row), row)
    return refused.value.message
