"""Writes the whole history to a file for the archive."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from committee.history.export import lines_of_history


class Command(BaseCommand):
    help = "Skriver hela historiken som JSON Lines, med antal och kontrollsumma på sista raden. Utan fil: på skärmen."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="Filen som skrivs; den får inte finnas.")

    def handle(self, *, file: Path | None, **options) -> None:
        if file is None:
            sys.stdout.writelines(lines_of_history())
            return
        with file.open("x", encoding="utf-8") as written:
            written.writelines(lines_of_history())
        self.stdout.write(f"Historiken är skriven till {file}.")
