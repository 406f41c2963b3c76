"""What a member has of their own: what they have read, and a secret address to subscribe to."""

from __future__ import annotations

from django.db import models

from calendar_app.models.meeting import Meeting
from committee.models import Person


class MeetingReading(models.Model):
    """When a person last opened a meeting's page (läst)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="readings", verbose_name="person")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="readings", verbose_name="möte")
    read_at = models.DateTimeField("läst")

    class Meta:
        verbose_name = "läst möte"
        verbose_name_plural = "lästa möten"
        constraints = [
            models.UniqueConstraint(
                name="meeting_reading_once",
                fields=["person", "meeting"],
                violation_error_message="Mötet är redan noterat som läst.",
            )
        ]


class Subscription(models.Model):
    """A person's own calendar address (prenumeration): its secret is shown once, and kept only as a hash."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="subscriptions", verbose_name="person")
    sha256 = models.CharField("hemlighetens sha256", max_length=64, unique=True)
    made_at = models.DateTimeField("skapad")
    revoked_at = models.DateTimeField("återkallad", null=True, blank=True)

    class Meta:
        verbose_name = "prenumeration"
        verbose_name_plural = "prenumerationer"
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                name="subscription_one_at_a_time",
                fields=["person"],
                condition=models.Q(revoked_at__isnull=True),
                violation_error_message="Personen har redan en prenumeration. Återkalla den först.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.made_at:%Y-%m-%d}"
