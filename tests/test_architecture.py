"""The house stands as designed: imports and foreign keys go downwards, and no cooperation is written in code."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey

from sodertorn.importing.document import parse
from tests.conftest import BASE_DIR, DEMO
from tests.own_models import own_models

PACKAGES = ("committee", "calendar_app", "budget", "sodertorn")
MAY_IMPORT = {
    "committee": {"committee"},
    "calendar_app": {"calendar_app", "committee"},
    "budget": {"budget", "committee"},
    "sodertorn": set(PACKAGES),
}
IN_ROWS = {"forms.py", "operations.py", "packing.py", "secretariat.py", "serving.py", "views.py"}
IN_ROWS |= {"downloads.py", "parcels.py"}
PURE = [
    *sorted((BASE_DIR / "sodertorn" / "importing").glob("*.py")),
    *(BASE_DIR / "committee" / f"{name}.py" for name in ("canonical", "citing", "duties", "markdown", "promises")),
    *(BASE_DIR / "committee" / f"{name}.py" for name in ("reading", "swedish", "tables")),
    *sorted((BASE_DIR / "committee" / "paper").glob("*.py")),
    *(path for path in sorted((BASE_DIR / "committee" / "comparison").glob("*.py")) if path.name not in IN_ROWS),
    *(BASE_DIR / "calendar_app" / f"{name}.py" for name in ("filters", "free_days", "ical", "jsonld", "planning")),
    *(BASE_DIR / "calendar_app" / f"{name}.py" for name in ("planning_values", "promises", "rota", "wheel")),
    *(BASE_DIR / "calendar_app" / "notices" / f"{name}.py" for name in ("invitation", "letters", "told")),
    *(BASE_DIR / "budget" / f"{name}.py" for name in ("amounts", "apportionment", "charts", "comparing", "following")),
    *(
        BASE_DIR / "budget" / f"{name}.py"
        for name in ("kinds", "percent", "series", "shares/instalments", "shares/words")
    ),
    *(path for path in sorted((BASE_DIR / "budget" / "exchange").glob("*.py")) if path.name not in IN_ROWS),
    *(path for path in sorted((BASE_DIR / "calendar_app" / "documents").glob("*.py")) if path.name not in IN_ROWS),
]
IMPURE = {"keeping.py", "load.py", "load_links.py", "load_promises.py", "pages.py", "parcels.py", "read_in.py"}
# What else a document names: bodies' and organisations' proper names.
WORDS_OF_THE_SEED = ["södertörn", "huddinge", "flemingsberg", "mälardal", "stockholms ", "nyckeltalsdag"]


def modules(package: str) -> list[Path]:
    return sorted((BASE_DIR / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def module_name(path: Path) -> str:
    return str(path.relative_to(BASE_DIR).with_suffix("")).replace("/", ".").removesuffix(".__init__")


def top(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_package_imports_only_itself_and_what_is_below(package):
    wrong = {
        f"{path.relative_to(BASE_DIR)}: {name}"
        for path in modules(package)
        for name in imported(path)
        if (top(name) in PACKAGES and top(name) not in MAY_IMPORT[package]) or name.startswith(".")
    }

    assert len(modules(package)) > 5
    assert wrong == set()


def test_program_imports_no_test():
    wrong = {str(path) for package in PACKAGES for path in modules(package) if "tests" in map(top, imported(path))}

    assert wrong == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_relations_go_to_the_same_app_or_one_below(package):
    wrong = {
        str(field)
        for model in apps.get_app_config(package).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in PACKAGES
        if field.related_model._meta.app_label not in MAY_IMPORT[package]
    }

    assert wrong == set()


def test_relations_between_apps_exist():
    targets = {
        field.related_model._meta.app_label
        for model in apps.get_app_config("calendar_app").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
    }

    assert targets == {"auth", "calendar_app", "committee", "post_office"}


@pytest.mark.parametrize("path", [path for path in PURE if path.name not in IMPURE], ids=lambda path: path.stem)
def test_pure_module_imports_no_django_and_no_impure_module(path):
    ours = {name for name in imported(path) if top(name) in PACKAGES}
    pure = {module_name(path) for path in PURE if path.name not in IMPURE}

    assert {name for name in imported(path) if top(name) in {"django", "psycopg", "pgtrigger"}} == set()
    assert ours <= pure


def place_names() -> set[str]:
    return {name.casefold() for name in parse(DEMO.read_text(encoding="utf-8")).municipalities}


def sources() -> list[Path]:
    code = [path for package in PACKAGES for path in modules(package)]
    shown = [path for folder in ("templates", "static") for path in (BASE_DIR / folder).rglob("*") if path.is_file()]
    return code + [path for path in shown if path.suffix in {".html", ".css", ".js", ".svg", ".txt"}]


def test_no_real_cooperation_is_named_in_the_code():
    names = place_names() | set(WORDS_OF_THE_SEED)
    assert {"haninge", "nykvarn", "tyresö"} <= names

    named = {
        (str(path.relative_to(BASE_DIR)), name)
        for path in sources()
        for name in names
        # A whole word or the beginning of one: the package may be called sodertorn.
        if re.search(rf"\b{re.escape(name)}", path.read_text(encoding="utf-8").casefold())
    }

    assert named == set()


def test_sources_are_found():
    suffixes = {path.suffix for path in sources()}

    assert {".py", ".html", ".css", ".svg"} <= suffixes


def test_models_keep_no_rule_in_save_or_delete():
    methods = {"save", "delete", "save_base", "full_clean"}

    assert {
        f"{model.__name__}.{name}" for model in own_models(*PACKAGES) for name in methods & set(vars(model))
    } == set()


def test_models_have_no_generic_relation():
    fields = [field for model in own_models(*PACKAGES) for field in model._meta.private_fields]

    assert [field for field in fields if isinstance(field, GenericForeignKey)] == []


def test_no_signal_is_listened_to():
    listening = {
        str(path.relative_to(BASE_DIR))
        for package in PACKAGES
        for path in modules(package)
        if {"django.dispatch", "django.db.models.signals", "django.core.signals"} & imported(path)
        or re.search(r"^from django\.db\.models import .*\bsignals\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert listening == set()


# Reached only through a row that answers visible_to: a budget's lines, a body's assignments; or shown to nobody else
# than the secretariat (notices) and the person themself (what they have read, their subscription).
PARTS = {
    *("Assignment", "BudgetLine", "Duty", "MeetingHost", "MeetingKind", "Membership", "Person", "StandingItem"),
    *("FeeShare", "Invoice", "Receipt"),
    *("Notice", "Delivery", "MeetingReading", "Subscription", "Attendance", "Adjuster"),
}


def test_every_model_answers_visible_to_or_is_a_part_of_one():
    without = {model.__name__ for model in own_models(*PACKAGES) if not hasattr(model.objects.all(), "visible_to")}

    assert without == PARTS


def test_every_test_folder_is_a_package():
    folders = {path.parent for path in (BASE_DIR / "tests").rglob("test_*.py")}

    assert {folder.name for folder in folders if not (folder / "__init__.py").exists()} == set()
