"""Corrects a decided plan: its rows are opened for a reason, and closed again as the next edition or as they were."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from committee.models import Plan
from committee.refusal import RefusedError
from sodertorn.publication.restore import restore


@transaction.atomic
def reopen(plan: Plan, *, because: str, at: dt.datetime, by: AbstractBaseUser | None = None) -> Plan:
    """Open a decided plan's rows; the public goes on reading its edition. Raises RefusedError for a draft."""
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.current_edition() is None:
        raise RefusedError("Planen är inte fastställd än och kan ändras som den är.")
    if held.is_open:
        raise RefusedError(f"{held} är redan öppnad för rättelse: {held.reopened_because}")
    held.reopen(because=because, at=at, by=by)
    return held


@transaction.atomic
def withdraw(plan: Plan) -> Plan:
    """End a correction without a new edition: the rows say again what the edition in force says.

    The calendar and the budget stay as they are. Raises RefusedError when the plan isn't being corrected.
    """
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.reopened_at is None:
        raise RefusedError(f"{held} rättas inte.")
    restore(held, held.current_edition().content)
    held.close()
    return held
