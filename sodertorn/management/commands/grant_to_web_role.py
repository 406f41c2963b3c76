"""Gives the web server's own role in the database what it needs, and nothing of the history but to add to it."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from pghistory.core import event_models

from committee.models import PlanEdition

EXISTS = "SELECT rolsuper OR rolname = current_user FROM pg_roles WHERE rolname = %s"


class Command(BaseCommand):
    help = (
        "Ger en roll i databasen rätt att läsa och skriva portalens tabeller, men inte att ändra eller ta bort i "
        "historiken och utgåvorna. Körs som databasens ägare efter varje migrate."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("role", help="Rollens namn. Den ska finnas, och inte äga tabellerna.")

    @transaction.atomic
    def handle(self, *, role: str, verbosity: int, **options) -> None:
        with connection.cursor() as cursor:
            cursor.execute(EXISTS, [role])
            found = cursor.fetchone()
            if found is None or found[0]:
                raise CommandError(f"Rollen {role} finns inte, eller får allt redan.")
            quoted = connection.ops.quote_name(role)
            for table in ("SEQUENCES", "TABLES"):
                rights = "USAGE, SELECT" if table == "SEQUENCES" else "SELECT, INSERT, UPDATE, DELETE"
                cursor.execute(f"GRANT {rights} ON ALL {table} IN SCHEMA public TO {quoted}")
            for model in (*event_models(), PlanEdition):
                name = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {name} FROM {quoted}")
        if verbosity:
            self.stdout.write(f"{role} läser och skriver; historiken och utgåvorna kan den bara lägga till i.")
