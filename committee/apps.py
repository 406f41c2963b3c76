"""Names the app for Django and for the admin's reader."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "committee"
    verbose_name = "Samverkan och verksamhetsplan"
