"""The secretariat's desk for the calendar."""

from calendar_app.admin import hosting, meeting, minutes, notice

__all__ = ["hosting", "meeting", "minutes", "notice"]
