"""Writes what was understood of a document, or tries to: what the command and the page do alike."""

from __future__ import annotations

from django.apps import apps
from django.db import DatabaseError, DataError, IntegrityError, transaction

from committee.models import Plan
from sodertorn.importing.load import Loaded, LoadError, load_plan
from sodertorn.importing.values import ParsedPlan


def read_in(parsed: ParsedPlan, *, replace_draft: bool, is_trial: bool = False) -> Loaded:
    """Write a draft, or with `is_trial` see what would come of it and write nothing. Raises LoadError."""
    try:
        with transaction.atomic():
            loaded = load_plan(parsed, replace_draft=replace_draft)
            if is_trial:  # what the database asks for at the end of a transaction, it is asked now
                check_deferred()
            transaction.set_rollback(is_trial)
    except (DataError, IntegrityError) as error:
        raise LoadError(describe_refusal(error, parsed.year)) from None
    return loaded


def check_deferred() -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def describe_refusal(error: DatabaseError, year: int) -> str:
    """Say in Swedish what the database refused; a plan of the same year means that another import came first."""
    details = getattr(error.__cause__, "diag", None)
    table = getattr(details, "table_name", None)
    name = getattr(details, "constraint_name", None) or ""
    if table == Plan._meta.db_table and "year" in name and name not in known_messages():
        return (
            f"Någon annan läste in verksamhetsplanen för {year} just nu. Inget lästes in. Se över det utkastet först."
        )
    reason = known_messages().get(name) or "Ett värde är för stort, för långt eller finns redan."
    place = f" ({name})" if name else ""
    return f"Inget lästes in, databasen tog inte emot planen: {reason}{place}"


def known_messages() -> dict[str, str]:
    """What the models say of their constraints, by name."""
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
