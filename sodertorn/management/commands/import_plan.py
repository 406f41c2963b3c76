"""Reads a plan document into a draft."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sodertorn.importing.load import DraftExistsError, LoadError
from sodertorn.importing.read_in import read_in
from sodertorn.importing.readers import read_document
from sodertorn.importing.report import describe
from sodertorn.importing.values import DocumentError

NEEDS_PERSON, REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Läser en verksamhetsplan (.docx, .txt, .md) till ett utkast. "
        "Slutar med 0, med 1 när något i dokumentet behöver ses över, med 2 när inget lästes in."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FIL")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som förstås, men spara inget")
        parser.add_argument("--replace-draft", action="store_true", help="ersätt årets utkast om det finns ett")

    def handle(self, *, file: Path, dry_run: bool, replace_draft: bool, **options) -> None:
        try:
            parsed = read_document(file).parsed
            loaded = read_in(parsed, replace_draft=replace_draft, is_trial=dry_run)
        except DraftExistsError as error:
            raise CommandError(f"{error} Lägg till --replace-draft för att ersätta det.", returncode=REFUSED) from None
        except (DocumentError, LoadError) as error:
            raise CommandError(str(error), returncode=REFUSED) from None
        findings = [*parsed.findings, *loaded.findings]
        self.stdout.write(describe(parsed, findings))
        self.stdout.write("")
        if dry_run:
            self.stdout.write("Provläsning: inget är sparat.")
        else:
            self.stdout.write(f"Utkastet för {parsed.year} är sparat. Fastställ det med decide_plan {parsed.year}.")
        if any(finding.needs_person for finding in findings):
            self.stdout.write("Raderna märkta med ! behöver ses över.")
            self.stdout.flush()
            sys.exit(NEEDS_PERSON)
