"""Decides a year's draft as an edition."""

import datetime as dt
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from committee import clock
from committee.models import Plan
from committee.swedish import long_date
from sodertorn.publication.decide import DecisionRefusedError, decide


def iso_date(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"”{words}” är inget datum. Skriv som 2016-12-08.") from None


class Command(BaseCommand):
    help = "Fastställer årets utkast som en utgåva, antar budgeten och publicerar mötena."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="ÅR")
        parser.add_argument("--on", type=iso_date, metavar="DATUM", help="beslutsdatum; utan: dokumentets datum")
        parser.add_argument("--paragraph", default="", metavar="§", help="paragraf i protokollet, till exempel ”§ 12”")

    def handle(self, *, year: int, on: dt.date | None, paragraph: str, **options) -> None:
        plan = Plan.objects.filter(year=year).first()
        if plan is None:
            raise CommandError(f"Det finns ingen verksamhetsplan för {year}. Läs in en med import_plan.", returncode=2)
        on = on or plan.document_decided_on
        if on is None:
            raise CommandError("Dokumentet har inget beslutsdatum. Ange det med --on ÅÅÅÅ-MM-DD.", returncode=2)
        try:
            edition = decide(plan, on=on, paragraph=paragraph, at=clock.now())
        except DecisionRefusedError as refused:
            raise CommandError("\n".join(refused.reasons), returncode=2) from None
        self.stdout.write(f"{edition} är fastställd {long_date(on)} (sha256 {edition.sha256}).")
