"""Documents of hostile sizes: loaded, or refused with the line and nothing written."""

import datetime as dt

import pytest

from calendar_app.models import Meeting
from sodertorn.importing.document import parse
from sodertorn.importing.load import LoadError, load_plan
from tests.importing.rows import row_counts

pytestmark = pytest.mark.django_db


def test_forty_hosts_are_loaded_in_their_order(invented_text):
    names = [f"By {chr(65 + number // 10)}{chr(97 + number % 10)}" for number in range(40)]
    text = invented_text.replace("(Ålvik och Häggvåg)", f"({', '.join(names)})")

    load_plan(parse(text))

    meeting = Meeting.objects.get(starts_on=dt.date(2031, 12, 3))
    assert [host.name for host in meeting.host_municipalities] == names


LONG = "x" * 5000
FORUM = "### Fjärdforum\n\n15"
TOO_LONG = {
    "budget_label": ("Webbplats och övningar 115", f"{LONG} 115", "Rad 190", LONG, 200),
    "issuer": ("# Fjärdkommunernas Samverkansråd", f"# {LONG}", "Dokumentet", LONG, 200),
    "title": ("Verksamhetsplan 2031", f"{LONG} 2031", "Dokumentet", f"{LONG} 2031", 200),
    "chapter": ("## 1. Bakgrund", f"## 1. {LONG}", "Rad 9", LONG, 300),
    "heading": ("### Gemensamma bolag", f"### {LONG}", "Rad 88", LONG, 300),
    "series": (FORUM, f"### {LONG}\n\n15", "Rad 163", LONG, 300),
    "body": (FORUM, f"### {LONG[:200]}\n\n15", "Rad 163", LONG[:200], 120),
    "meeting_title": ("2031 (Ålvik)", f"2031 ({LONG})", "Rad 165", LONG, 120),
    "host": ("2031 (Ålvik)", f"2031 (X{LONG})", "Rad 165", f"X{LONG}", 80),
    "meeting_kind": ("Samverkansrådets planeringsdagar", f"Samverkansrådets {LONG[:90]}", "Rad 151", LONG[:90], 80),
}


@pytest.mark.parametrize(("old", "new", "place", "text", "limit"), TOO_LONG.values(), ids=TOO_LONG)
def test_text_that_is_too_long_is_refused_with_its_line_and_nothing_is_written(
    invented_text, old, new, place, text, limit
):
    assert invented_text.count(old) == 1

    with pytest.raises(LoadError) as refused:
        load_plan(parse(invented_text.replace(old, new)))

    assert str(refused.value) == f"{place}: ”{text[:40]}…” är {len(text)} tecken långt. Högst {limit} får plats."
    assert set(row_counts().values()) == {0}
