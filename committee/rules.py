"""Rules of the database that more than one table keeps."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

# Row triggers don't see TRUNCATE.
NEVER_EMPTIED = pgtrigger.Trigger(
    name="never_emptied",
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    level=pgtrigger.Statement,
    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
)


def year_is_a_year(name: str) -> models.CheckConstraint:
    """The row's `year` is one that addresses have."""
    return models.CheckConstraint(
        name=name,
        condition=Q(year__range=(1900, 2199)),
        violation_error_message="Året ska vara mellan 1900 och 2199.",
    )


def dates_in_order(name: str) -> models.CheckConstraint:
    """The last day is not before the first; no last day means until further notice."""
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        violation_error_message="Sista dagen kan inte ligga före första dagen.",
    )
