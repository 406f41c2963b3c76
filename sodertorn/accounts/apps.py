"""What Django's app of accounts is called here."""

from django.contrib.auth.apps import AuthConfig


class AccountsConfig(AuthConfig):
    verbose_name = "Konton"
