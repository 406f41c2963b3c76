"""Names the app for Django and for the admin's reader."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = "Budget"
