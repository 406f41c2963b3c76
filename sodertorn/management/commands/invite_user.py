"""Makes an account and sends an invitation: how a new portal gets its first administrator."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from committee.models import Cooperation
from committee.reader import ROLES
from sodertorn.accounts.names import one_name
from sodertorn.accounts.operations import LONGEST_ADDRESS, create_account, invite


class Command(BaseCommand):
    help = "Gör ett konto och skickar en inbjudan, som också skrivs ut. Finns kontot redan skickas en ny inbjudan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="e-postadressen som personen loggar in med")
        parser.add_argument("--role", action="append", default=[], choices=ROLES, help="roll; kan anges flera gånger")

    @transaction.atomic
    def handle(self, *, address: str, role: list[str], **options) -> None:
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(f"”{address}” är ingen e-postadress.") from None
        user = User.objects.filter(username=one_name(address)).first()
        if len(one_name(address)) > LONGEST_ADDRESS:
            raise CommandError(f"Adressen är för lång: högst {LONGEST_ADDRESS} tecken.")
        if user and not user.is_active:
            raise CommandError("Kontot är stängt. Öppna det i portalen, under Användare.")
        if user and role:
            raise CommandError("Kontot finns redan. Roller ändras i portalen, under Användare.")
        user = user or create_account(address, roles=role)
        link = invite(user, inviter=str(Cooperation.objects.first() or "Förvaltaren"))
        self.stdout.write(f"En inbjudan är på väg till {user.email}. Den leder hit:\n{link}")
