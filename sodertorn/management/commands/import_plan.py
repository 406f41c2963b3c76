"""Reads a plan document into a draft."""

import sys
from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, DataError, IntegrityError, transaction

from committee.models import Plan
from sodertorn.importing.document import parse
from sodertorn.importing.load import LoadError, load_plan
from sodertorn.importing.readers import read_document
from sodertorn.importing.report import describe
from sodertorn.importing.values import DocumentError

NEEDS_PERSON, REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Läser en verksamhetsplan (.txt, .md) till ett utkast. "
        "Slutar med 0, med 1 när något i dokumentet behöver ses över, med 2 när inget lästes in."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FIL")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som förstås, men spara inget")
        parser.add_argument("--replace-draft", action="store_true", help="ersätt årets utkast om det finns ett")

    def handle(self, *, file: Path, dry_run: bool, replace_draft: bool, **options) -> None:
        try:
            parsed = parse(read_document(file))
            with transaction.atomic():
                loaded = load_plan(parsed, replace_draft=replace_draft)
                transaction.set_rollback(dry_run)
        except (DocumentError, LoadError) as error:
            raise CommandError(str(error), returncode=REFUSED) from None
        except (DataError, IntegrityError) as error:
            raise CommandError(describe_refusal(error, parsed.year), returncode=REFUSED) from None
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


def describe_refusal(error: DatabaseError, year: int) -> str:
    """Say in Swedish what the database refused; a plan of the same year means that another import came first."""
    details = getattr(error.__cause__, "diag", None)
    table = getattr(details, "table_name", None)
    name = getattr(details, "constraint_name", None) or ""
    if table == Plan._meta.db_table and "year" in name and name not in known_messages():
        return (
            f"Någon annan läste in verksamhetsplanen för {year} just nu. Inget lästes in. Se över det utkastet först."
        )
    reason = known_messages().get(name) or "Ett värde är för stort, för långt eller finns redan."
    place = f" ({name})" if name else ""
    return f"Inget lästes in, databasen tog inte emot planen: {reason}{place}"


def known_messages() -> dict[str, str]:
    """What the models say of their constraints, by name."""
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
