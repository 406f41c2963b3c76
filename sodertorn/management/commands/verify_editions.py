"""Verifies that no edition has become another than the one that was decided."""

from django.core.management.base import BaseCommand, CommandError

from committee.models import PlanEdition
from sodertorn.publication.verifying import what_differs


class Command(BaseCommand):
    help = "Räknar om alla utgåvors kontrollsummor och jämför dem med de sparade. Kod 1: någon skiljer."

    def handle(self, **options) -> None:
        editions = PlanEdition.objects.select_related("plan", "supersedes").order_by("plan__year", "number")
        count, differing = 0, 0
        for edition in editions.iterator(chunk_size=20):
            count += 1
            if wrong := what_differs(edition):
                differing += 1
                self.stderr.write(f"{edition}: {'; '.join(wrong)}.")
        if differing:
            raise CommandError(f"{differing} av {count} utgåvor stämmer inte.", returncode=1)
        self.stdout.write(f"Alla {count} utgåvor stämmer." if count else "Ingen plan är fastställd än.")
