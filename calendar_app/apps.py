"""Names the app for Django and for the admin's reader."""

from django.apps import AppConfig


class CalendarAppConfig(AppConfig):
    name = "calendar_app"
    verbose_name = "Kalender"
