"""What has changed in a meeting since it was published, in the words that its page had before and has now."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from calendar_app.models.meeting import Meeting
from calendar_app.states import State
from committee.reader import Reader


class MeetingChangeQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """The changes of the meetings that the reader sees."""
        return self.filter(meeting__in=Meeting.objects.visible_to(reader).order_by())

    def news(self) -> Self:
        """What is worth a message, the latest first: called, adjusted, cancelled or taken back, moved, given a day."""
        told = models.Q(after__in=[State.CALLED, State.ADJUSTED, State.CANCELLED]) | models.Q(before=State.CANCELLED)
        states = models.Q(what=MeetingChange.What.STATE) & told
        days = models.Q(what__in=[MeetingChange.What.DATE, MeetingChange.What.DAY])
        return self.filter(states | days).order_by("-changed_at", "-pk")


class MeetingChange(models.Model):
    """One thing that became another in a published meeting (ändring)."""

    class What(models.TextChoices):
        DATE = "date", "datum"
        DAY = "day", "dag"  # a month-only meeting got its day
        TIME = "time", "tid"
        HOSTS = "hosts", "värdkommun"
        VENUE = "venue", "lokal"
        NAME = "name", "möte"
        STATE = "state", "läge"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="changes", verbose_name="möte")
    changed_at = models.DateTimeField("ändrat")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="ändrat av"
    )
    what = models.CharField("vad", max_length=5, choices=What.choices)
    before = models.CharField("före", max_length=1000, blank=True, help_text="Läget som kod, annars som det lästes.")
    after = models.CharField("efter", max_length=1000, blank=True)
    reason = models.CharField("skäl", max_length=200, blank=True)

    objects = MeetingChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "ändring av möte"
        verbose_name_plural = "ändringar av möten"
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["meeting", "changed_at"], name="change_by_meeting")]

    def __str__(self) -> str:
        return f"{self.get_what_display().capitalize()}: {self.before_words} → {self.after_words}"

    @property
    def before_words(self) -> str:
        return self.in_words(self.before)

    @property
    def after_words(self) -> str:
        return self.in_words(self.after)

    def in_words(self, value: str) -> str:
        if self.what == self.What.STATE:
            return State(value).label
        return value or "inget angivet"

    @property
    def summary(self) -> str:
        """The change as a short sentence, for a feed."""
        if self.what == self.What.STATE:
            again = "inte längre inställt, utan " if self.before == State.CANCELLED else ""
            return f"Mötet är {again}{self.after_words}"
        if self.what == self.What.DAY:
            return f"Dagen är bestämd: {self.after}"
        if self.what == self.What.DATE:
            return f"Mötet är flyttat från {self.before} till {self.after}"
        return str(self)
