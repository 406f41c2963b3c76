"""Erases personal data when its time is over; run every night."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from committee import clock
from committee.models import Cooperation
from sodertorn.erasure import cutoff, erase_personal_data


class Command(BaseCommand):
    help = (
        "Tar bort namn, adresser, svar och brev om dem vars uppdrag tog slut för så många år sedan som står under "
        "Samverkan, i raderna och i historiken. Det som står i justerade protokoll finns kvar."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Visa hur många det gäller, och ta inte bort något.")

    def handle(self, *, dry_run: bool, **options) -> None:
        cooperation = Cooperation.objects.first()
        if cooperation is None:
            raise CommandError("Portalen har ingen samverkan än, och inget att ta bort.")
        before = cutoff(clock.today(), cooperation.retention_years)
        with transaction.atomic():
            erased = erase_personal_data(before)
            transaction.set_rollback(dry_run)
        verb = "Skulle ta bort" if dry_run else "Borttaget"
        self.stdout.write(f"{verb}, före {before}: {erased}.")
