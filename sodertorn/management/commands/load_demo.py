"""Fills an empty database with the demo: its document, decided, logins, and examples of agendas and documents."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from committee.models import Cooperation, Plan
from committee.reader import SECRETARIAT
from sodertorn.example import ExampleLoader

DEMO_PASSWORD = "skargard-i-januari"  # noqa: S105 (known to all, and refused in production)
DEMO_LOGINS = [
    ("sekretariat", DEMO_PASSWORD, "sekretariatet: redigerar planen, kalendern och budgeten"),
    ("kommundirektor", DEMO_PASSWORD, "kommundirektör: läser handlingar och svarar på kallelser"),
    ("forvaltare", DEMO_PASSWORD, "förvaltare: användare och inställningar"),
]


class Command(BaseCommand):
    help = "Läser in och fastställer demons dokument, exempel och inloggningar, om databasen är tom."

    def handle(self, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Demon har kända lösenord och läses inte in i produktion.", returncode=2)
        users = get_user_model().objects
        if Plan.objects.exists() or Cooperation.objects.exists() or users.exists():
            return
        for document in sorted((settings.BASE_DIR / "demo").glob("*.md")):
            call_command("import_plan", document, stdout=self.stdout)
        for plan in Plan.objects.order_by("year"):
            call_command("decide_plan", plan.year, stdout=self.stdout)
        secretary = users.create_user("sekretariat", password=DEMO_PASSWORD, is_staff=True)
        secretary.groups.add(Group.objects.get(name=SECRETARIAT))
        users.create_superuser("forvaltare", password=DEMO_PASSWORD)
        for example in sorted((settings.BASE_DIR / "demo").glob("exempel-*.toml")):
            ExampleLoader(example, password=DEMO_PASSWORD).load()
