"""The portal's clock: read once at the edge (a request, a command) and passed in from there."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """Today in Stockholm, or the day that PORTAL_TODAY sets for a demo."""
    return settings.PORTAL_TODAY or timezone.localdate()


def now() -> dt.datetime:
    """The moment it is, aware; in a demo the real time of day on the demo's day."""
    moment = timezone.localtime()
    return moment.replace(year=today().year, month=today().month, day=today().day)
