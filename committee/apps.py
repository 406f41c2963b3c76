"""Names the app for Django and for the admin's reader."""

from django.apps import AppConfig
from django.urls import register_converter

from committee.converters import PaperConverter, YearConverter


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = "Samverkan och verksamhetsplan"

    def ready(self) -> None:
        """Make `<year:…>` and `<paper:…>` known to every app's addresses, in whatever order they are read."""
        register_converter(YearConverter, "year")
        register_converter(PaperConverter, "paper")
