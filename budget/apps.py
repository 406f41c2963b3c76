"""Names the app for Django and for the admin's reader."""

from django.apps import AppConfig
from django.urls import register_converter

from budget.converters import TableFormatConverter


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = "Budget"

    def ready(self) -> None:
        """Make `<table_format:…>` known to the budget's addresses."""
        register_converter(TableFormatConverter, "table_format")
