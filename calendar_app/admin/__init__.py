"""The secretariat's desk for the calendar."""

from calendar_app.admin import agenda, hosting, meeting, minutes, notice

__all__ = ["agenda", "hosting", "meeting", "minutes", "notice"]
