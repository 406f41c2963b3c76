"""Plans that another program than ours has saved as Word files are understood alike."""

from __future__ import annotations

import subprocess

import pytest

from committee.paper.word import plan_docx
from sodertorn.importing.readers import read_plan
from tests.importing.editing import AT, silent
from tests.importing.plan_in_word import PLAN
from tests.importing.values import led_where, said_where, without_places
from tests.importing.words import word_of
from tests.libreoffice import WRITER, libreoffice


@pytest.fixture
def save_anew(tmp_path):
    """Let LibreOffice open Word files and save them, all at once."""
    program = libreoffice(WRITER)

    def convert(files: dict[str, bytes]) -> dict[str, bytes]:
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        kind = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path / "new"]
        paths = [tmp_path / name for name in files]
        subprocess.run([program, profile, *kind, *paths], check=True, capture_output=True, timeout=120)
        return {name: (tmp_path / "new" / name).read_bytes() for name in files}

    return convert


@pytest.mark.django_db
def test_plans_saved_by_libreoffice_are_read_as_before(save_anew, seed_text, decided):
    files = {
        "seed.docx": word_of(seed_text, with_styles=True),
        "plain.docx": word_of(seed_text, with_styles=False),
        "own.docx": plan_docx(PLAN, AT),
        "demo.docx": plan_docx(decided.editions.get().content, AT),
    }
    saved = save_anew(files)

    for name, data in files.items():
        before, after = (read_plan(one, "plan.docx") for one in (data, saved[name]))
        assert without_places(after.parsed) == without_places(before.parsed)
        assert said_where(after.parsed) == said_where(before.parsed)
        assert led_where(after.parsed) == led_where(before.parsed)
        assert [one.text for one in after.parsed.findings] == [one.text for one in before.parsed.findings]
        assert silent(after) == []
