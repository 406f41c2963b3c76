"""The settings: production names what it lacks, Django's own checks are content, and .env.example tells all."""

import itertools
import os
import re

import pytest
from django.core.management import call_command

from tests.processes import BASE_DIR, start

PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "påhittad nyckel för prov, lång nog för Djangos egen kontroll 1234567890",
    "ALLOWED_HOSTS": "portal.example.se",
    "DATABASE_URL": "postgres://portal@db.example.se/portal",
}
REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"]


def outcome(*words: str, **environment: str) -> tuple[int, str]:
    with start(*words, **environment) as process:
        said, _ = process.communicate(timeout=30)
    return process.returncode, said


@pytest.mark.parametrize("missing", [*itertools.combinations(REQUIRED, 1), REQUIRED], ids=", ".join)
def test_production_names_exactly_what_is_missing(missing):
    given = {name: value for name, value in PRODUCTION.items() if name not in missing}

    code, said = outcome("-c", "import sodertorn.settings", **given)

    assert code == 1
    assert f"Portalen startar inte: {', '.join(missing)} saknas i miljön." in said


def test_production_starts_with_what_it_needs():
    assert outcome("-c", "import sodertorn.settings", **PRODUCTION) == (0, "")


def test_unknown_kind_of_portal_is_refused():
    code, said = outcome("-c", "import sodertorn.settings", PORTAL_ENV="prod", DATABASE_URL="postgres://x/y")

    assert code == 1
    assert "PORTAL_ENV är ”prod”" in said


def test_local_portal_answers_to_this_machine_alone():
    show = "from sodertorn import settings; print(settings.ALLOWED_HOSTS)"

    code, said = outcome("-c", show, ALLOWED_HOSTS="portal.example.se", DATABASE_URL="postgres://x/y", SECRET_KEY="x")

    assert (code, said) == (0, "['127.0.0.1', 'localhost', '[::1]']\n")


def test_deployment_check_has_no_remark():
    code, said = outcome("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (code, said) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, no_color=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_env_example_names_every_variable_and_no_other():
    reads = re.compile(r"""(?:env(?:\.\w+)?\(|environ(?:\.\w+\(|\[))"([A-Z_]+)\"""")
    sources = [BASE_DIR / "manage.py", *(BASE_DIR / "sodertorn").glob("*.py")]
    read = {name for source in sources for name in reads.findall(source.read_text())}
    makefile = set(re.findall(r"^(\w+) \?=|\$\(if \$\((\w+)\)", (BASE_DIR / "Makefile").read_text(), re.MULTILINE))
    for_make = {name for names in makefile for name in names if name}

    told = set(re.findall(r"^#([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE))

    assert told == (read | for_make) - {"DJANGO_SETTINGS_MODULE"}
    assert {"SECRET_KEY", "VAR_DIR", "PORT", "PORTAL_TODAY", "UV"} <= told


def test_tests_run_on_a_database_of_their_own():
    assert "/var/postgres" not in os.environ["DATABASE_URL"]
