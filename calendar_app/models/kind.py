"""What sorts of meetings there are beside the ordinary ones."""

from __future__ import annotations

from django.db import models

from committee.tracking import tracked
from committee.versions import COUNTS_VERSIONS, Versioned


@tracked()
class MeetingKind(Versioned):
    """What sort of meeting it is (mötestyp) beside a body's ordinary ones, such as a planning conference."""

    name = models.CharField(
        "namn", max_length=80, unique=True, help_text="Till exempel ”planeringskonferens”. Visas efter organets namn."
    )
    counts_as_ordinary = models.BooleanField(
        "räknas som ordinarie möte", default=False, help_text="Räknas när planen lovar ett minsta antal möten."
    )
    counts_in_rota = models.BooleanField(
        "räknas i värdordningen", default=False, help_text="Värden för ett sådant möte har haft sin tur."
    )

    class Meta:
        verbose_name = "mötestyp"
        verbose_name_plural = "mötestyper"
        ordering = ["name"]
        triggers = [COUNTS_VERSIONS]

    def __str__(self) -> str:
        return self.name
