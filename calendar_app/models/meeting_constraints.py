"""What must never be false of a meeting."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from calendar_app.states import STATES_WITHOUT_A_DAY, State
from committee.audience import Audience

CONSTRAINTS = [
    models.CheckConstraint(
        name="meeting_state_is_known",
        condition=Q(state__in=State.values),
        violation_error_message="Välj ett av mötets lägen.",
    ),
    models.CheckConstraint(
        name="meeting_audiences_are_known",
        condition=Q(audience__in=Audience.values, agenda_audience__in=Audience.values),
        violation_error_message="Välj vem som ser mötet och vem som läser dess handlingar.",
    ),
    models.CheckConstraint(
        name="meeting_is_a_draft_until_announced",
        condition=Q(state=State.DRAFT, announced_at__isnull=True)
        | (~Q(state=State.DRAFT) & Q(announced_at__isnull=False)),
        violation_error_message="Ett utkast är inte publicerat, och ett möte i annat läge är det.",
    ),
    models.CheckConstraint(
        name="meeting_without_a_day_is_tentative",
        condition=Q(precision="day") | Q(state__in=STATES_WITHOUT_A_DAY),
        violation_error_message="Ett möte som bara har månad är utkast, preliminärt eller inställt.",
    ),
    models.CheckConstraint(
        name="meeting_in_a_month_has_no_day",
        condition=Q(precision="day")
        | Q(precision="month", starts_on__day=1, ends_on=F("starts_on"), starts_at__isnull=True),
        violation_error_message=(
            "Ett möte som bara har månad anges med månadens första dag, som både första och sista dag, "
            "och utan klockslag."
        ),
    ),
    models.CheckConstraint(
        name="meeting_year_is_a_year",
        condition=Q(starts_on__gte=dt.date(1900, 1, 1), ends_on__lte=dt.date(2199, 12, 31)),
        violation_error_message="Mötets datum ska vara mellan år 1900 och 2199.",
    ),
    models.CheckConstraint(
        name="meeting_ends_after_it_starts",
        condition=Q(ends_on__gte=F("starts_on")),
        violation_error_message="Mötet kan inte sluta före första dagen.",
    ),
    models.CheckConstraint(
        name="meeting_times_both_or_none",
        condition=Q(starts_at__isnull=True, ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__isnull=False),
        violation_error_message="Ange både start- och sluttid, eller ingen av dem.",
    ),
    models.CheckConstraint(
        name="meeting_times_in_order",
        condition=Q(starts_at__isnull=True) | Q(ends_on__gt=F("starts_on")) | Q(ends_at__gt=F("starts_at")),
        violation_error_message="Sluttiden ska vara efter starttiden.",
    ),
]
