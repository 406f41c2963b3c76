"""What forms that are sent once have led to, so that a second press of the button makes nothing more."""

from __future__ import annotations

from django.db import models


class Receipt(models.Model):
    """The receipt of a form that makes something (kvitto); kept for a day."""

    key = models.UUIDField("formulärets nummer", primary_key=True, editable=False)
    address = models.CharField("dit formuläret ledde", max_length=2000, blank=True, editable=False)
    made_at = models.DateTimeField("mottaget", auto_now_add=True, editable=False)

    class Meta:
        verbose_name = "kvitto"
        verbose_name_plural = "kvitton"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.key)
