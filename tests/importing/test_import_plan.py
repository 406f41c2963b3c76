"""The command import_plan: what it prints, how it ends, and that it writes all or nothing."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from committee.models import Plan
from tests.conftest import DEMO, INVENTED
from tests.importing.faults import CASES, edit
from tests.importing.rows import everything, row_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    """Run the command; its exit code, and what it said."""

    def import_plan(path, **options):
        try:
            call_command("import_plan", path, **options)
        except CommandError as refused:
            return refused.returncode, str(refused)
        except SystemExit as ended:
            return ended.code, capsys.readouterr().out
        return 0, capsys.readouterr().out

    return import_plan


@pytest.fixture
def write(tmp_path):
    def write_file(content: bytes | str, name="plan.md"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def test_seed_is_read_without_a_question(run, seed_file):
    code, said = run(seed_file)

    assert code == 0
    assert figures(said) == FIGURES_2017


def test_demo_is_read_without_a_question(run):
    code, said = run(DEMO)

    assert code == 0
    assert figures(said) == FIGURES_2017


def test_invented_document_is_read_without_a_question(run):
    code, said = run(INVENTED)

    assert code == 0
    assert "rader placerade              119 av 119" in said
    assert "Intäkter: summa 1\xa0430\xa0000\xa0kr, stämmer" in said
    assert "i rad 144: 12 juni 2031 är torsdag; organet möts annars på onsdagar." in said
    assert said.endswith("Utkastet för 2031 är sparat. Fastställ det med decide_plan 2031.\n")


FIGURES_2017 = {
    "kapitel": "8",
    "samverkansområden": "2",
    "målområden": "4",
    "utvecklingsfrågor": "5",
    "åtaganden": "18",
    "rubriker": "11",
    "stycken": "26",
    "punkter i listor": "4",
    "tabeller": "1",
    "åtaganden i fokus": "5",
    "kommuner": "8",
    "organ": "5",
    "löften om möten": "5",
    "möten": "20",
    "möten med bara månad": "3",
    "värdskap": "8",
    "budgetposter": "3",
    "rader placerade": "128 av 128",
    "Intäkter: summa": "945\xa0000\xa0kr, stämmer",
    "Kostnader: summa": "945\xa0000\xa0kr, stämmer",
}


def figures(said: str) -> dict[str, str]:
    """The report's lines that begin with one of the names above."""
    lines = [line.strip() for line in said.splitlines()]
    found = {}
    for name in sorted(FIGURES_2017, key=len, reverse=True):
        [line] = [line for line in lines if line.startswith(f"{name} ") and line not in found.values()][:1]
        found[name] = line
    return {name: line.removeprefix(name).strip() for name, line in found.items()}


RECIPE = "Pannkakor\n\n1. Vispa\n\n3 ägg\n6 dl mjölk\n\n2. Stek\n\nI smör, på båda sidor."
LETTER = "Hej Anna!\n\nTack för brevet den 3 mars 2017. Vi ses i sommar.\n\nHälsningar\nBo"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
REFUSED = {
    "empty": (b"", "plan.md är tom."),
    "blank": (b" \n\t\r\n ", "plan.md är tom."),
    "image": (PNG, "plan.md är ingen textfil."),
    "nul": (INVENTED.read_bytes() + b"\0", "plan.md är ingen textfil."),
    "escape_codes": (INVENTED.read_bytes() + b"\x1b[31m", "plan.md är ingen textfil."),
    "utf16": (INVENTED.read_text(encoding="utf-8").encode("utf-16"), "plan.md är ingen textfil."),
    "not_western": (
        INVENTED.read_bytes() + b"\x81\x8d",
        "plan.md har en teckenkodning som inte kan läsas. Spara filen som UTF-8.",
    ),
    "too_large": (b"1. Inledning\n" * 500_000, "plan.md är större än 5 MB, som är gränsen för en plan."),
    "letter": (
        LETTER,
        "Dokumentet har inga numrerade kapitel (som ”1. Inledning”) och kan inte läsas som en plan.",
    ),
    "recipe": (
        RECIPE,
        "Dokumentet har ingen titel med årtal (som ”Verksamhetsplan 2017”) före första kapitlet.",
    ),
    "only_a_byte_order_mark": (
        b"\xef\xbb\xbf",
        "Dokumentet har inga numrerade kapitel (som ”1. Inledning”) och kan inte läsas som en plan.",
    ),
    "too_long_a_text": (
        INVENTED.read_text(encoding="utf-8").replace("Personal 960", f"{'Å' * 5000} 960"),
        f"Rad 183: ”{'Å' * 40}…” är 5000 tecken långt. Högst 200 får plats.",
    ),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_file_that_is_no_plan_is_refused_and_writes_nothing(run, write, content, reason):
    assert run(write(content)) == (2, reason)
    assert set(row_counts().values()) == {0}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        *(("plan.pdf", ""), ("plan", ""), ("plan.md.bak", ""), ("plan.docm", "")),
        *((f"plan.{old}", " Spara den som .docx i Word.") for old in ("doc", "odt", "RTF")),
    ],
)
def test_file_of_another_format_is_refused_by_its_name(run, write, name, more):
    said = run(write(INVENTED.read_bytes(), name))

    assert said == (2, f"{name} har ett format som inte kan läsas. Använd .docx eller .md eller .txt.{more}")
    assert set(row_counts().values()) == {0}


def test_file_that_is_missing_or_a_folder_is_refused(run, tmp_path):
    missing, folder = tmp_path / "saknas.txt", tmp_path / "mapp.txt"
    folder.mkdir()

    assert run(missing) == (2, f"Filen {missing} finns inte.")
    assert run(folder) == (2, f"{folder} är ingen vanlig fil.")
    assert set(row_counts().values()) == {0}


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda text: text.encode("cp1252"), "plan.txt"),
        (lambda text: text.encode("utf-8-sig"), "plan.md"),
        (lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"), "plan.TXT"),
        (lambda text: text.replace("\n", "\r\n").encode("cp1252"), "PLAN.MD"),
    ],
    ids=["cp1252", "bom", "bom_and_crlf", "cp1252_and_crlf"],
)
def test_other_ways_to_store_the_same_text_give_the_same_rows(run, write, invented_text, encode, name):
    run(INVENTED)
    plain = everything()

    code, _ = run(write(encode(invented_text), name), replace_draft=True)

    assert code == 0
    assert everything() == plain
    assert Plan.objects.get().nodes.filter(text__contains="åar som för med sig").exists()


def test_byte_order_mark_is_no_part_of_the_first_line(run, write):
    run(write("\ufeffVikarnas råd\n\nVerksamhetsplan 2031\n\n1. Inledning\n\nVi möts."))

    assert Plan.objects.get().issuer == "Vikarnas råd"


@pytest.mark.parametrize(("change", "said", "difference"), CASES.values(), ids=CASES)
def test_document_with_a_fault_ends_with_one_and_loads_the_rest(run, write, invented_text, change, said, difference):
    text, line = edit(invented_text, *change)

    code, told = run(write(text))

    assert code == 1
    for further, words in said:
        place = f"rad {line + further}" if line + further else "hela dokumentet"
        assert f"  ! {place}: {words}\n" in told
    loaded = row_counts()
    twice = "har redan ett möte" in told
    assert loaded["Meeting"] == 15 + difference.get("meetings", 0) - twice
    assert loaded["HostTurn"] == 5 + difference.get("turns", 0)
    assert loaded["BudgetLine"] == 6 + difference.get("lines", 0)
    assert loaded["Duty"] == 7


def test_dry_run_shows_the_same_and_saves_nothing(run):
    code, said = run(DEMO, dry_run=True)

    assert (code, figures(said)) == (0, FIGURES_2017)
    assert said.endswith("Provläsning: inget är sparat.\n")
    assert set(row_counts().values()) == {0}


def test_dry_run_of_a_replacement_keeps_the_draft(run, write, invented_text):
    run(INVENTED)
    before = everything()

    code, _ = run(write(invented_text.replace("Bakgrund", "Förord")), dry_run=True, replace_draft=True)

    assert (code, everything()) == (0, before)


def test_draft_that_exists_is_refused_and_replaced_when_asked(run, write, invented_text):
    run(INVENTED)
    before = everything()
    changed = write(invented_text.replace("Bakgrund", "Förord"))

    assert run(changed) == (
        2,
        "Det finns redan ett utkast för 2031. Lägg till --replace-draft för att ersätta det.",
    )
    assert everything() == before
    assert run(changed, replace_draft=True)[0] == 0
    assert [str(row) for row in everything()] == [str(row).replace("Bakgrund", "Förord") for row in before]


def test_decided_plan_is_refused_whatever_is_asked(run, settings):
    settings.PORTAL_TODAY = dt.date(2030, 12, 1)
    run(INVENTED)
    call_command("decide_plan", 2031)
    before = everything()

    assert {run(INVENTED, replace_draft=yes) for yes in (False, True)} == {
        (2, "Verksamhetsplanen för 2031 är fastställd och ändras inte av en import.")
    }
    assert everything() == before
