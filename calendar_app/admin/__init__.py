"""The secretariat's desk for the calendar."""

from calendar_app.admin import hosting, meeting

__all__ = ["hosting", "meeting"]
