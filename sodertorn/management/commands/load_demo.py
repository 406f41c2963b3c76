"""Fills an empty database with the demo: its document, decided, logins, and examples of agendas and documents."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from committee.models import Cooperation, Plan
from sodertorn.demo import PASSWORD, make_staff
from sodertorn.example import ExampleLoader


class Command(BaseCommand):
    help = "Läser in och fastställer demons dokument, exempel och inloggningar, om databasen är tom."

    def handle(self, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Demon har kända lösenord och läses inte in i produktion.", returncode=2)
        if Plan.objects.exists() or Cooperation.objects.exists() or User.objects.exists():
            return
        for document in sorted((settings.BASE_DIR / "demo").glob("*.md")):
            call_command("import_plan", document, stdout=self.stdout)
        for plan in Plan.objects.order_by("year"):
            call_command("decide_plan", plan.year, stdout=self.stdout)
        make_staff()
        for example in sorted((settings.BASE_DIR / "demo").glob("exempel-*.toml")):
            ExampleLoader(example, password=PASSWORD).load()
