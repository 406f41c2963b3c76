"""Verifies that no adjusted minutes have become other than they were."""

from django.core.management.base import BaseCommand, CommandError

from calendar_app.minutes.verifying import what_differs
from calendar_app.models import Minutes


class Command(BaseCommand):
    help = "Räknar om alla justerade protokolls kontrollsummor och jämför innehållet med raderna. Kod 1: något skiljer."

    def handle(self, **options) -> None:
        adjusted = Minutes.objects.exclude(adjusted_at=None).select_related("meeting__body", "meeting__kind")
        count, differing = 0, 0
        for minutes in adjusted.order_by("meeting__starts_on", "pk").iterator(chunk_size=100):
            count += 1
            if wrong := what_differs(minutes):
                differing += 1
                self.stderr.write(f"{minutes}: {'; '.join(wrong)}.")
        if differing:
            raise CommandError(f"{differing} av {count} justerade protokoll stämmer inte.", returncode=1)
        self.stdout.write(f"Alla {count} justerade protokoll stämmer." if count else "Inga protokoll är justerade än.")
