"""Static files as production serves them: fingerprinted and compressed, and every one that a page asks for is there."""

import json
import re

import pytest

from tests.processes import BASE_DIR, start

PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "collecting-needs-no-secret-but-settings-want-one-of-fifty-characters",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgres://localhost/portal",
}

IN_ADMIN = {"css/admin.css", "css/plan-desk.css"}
"""Loaded by the admin's own pages, beside Django's."""


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    # Without the libraries of Django's admin, which nothing of ours names: to compress them is most of the work.
    words = ("collectstatic", "--no-input", "--ignore=vendor")
    process = start("manage.py", *words, VAR_DIR=str(folder), **PRODUCTION)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    return folder / "static"


def test_every_file_that_templates_name_is_collected_under_a_fingerprint(collected):
    files = json.loads((collected / "staticfiles.json").read_text())["paths"]
    named = {
        name
        for template in (BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", template.read_text())
    }

    assert {"css/portal.css", "css/admin.css", "favicon.svg"} <= named
    assert named - set(files) == set()
    assert all(re.search(r"\.[0-9a-f]{12}\.", files[name]) for name in named)


def test_stylesheet_s_parts_are_imported_by_fingerprint_and_in_layers(collected):
    files = json.loads((collected / "staticfiles.json").read_text())["paths"]
    stylesheet = (collected / files["css/portal.css"]).read_text()
    imported = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\)', stylesheet)

    assert {f"css/{name}" for name, _ in imported} == {
        hashed
        for name, hashed in files.items()
        if re.fullmatch(r"css/[\w-]+\.css", name) and name not in {"css/portal.css", *IN_ADMIN}
    }
    assert {layer for _, layer in imported} == {"reset", "tokens", "base", "layout", "components", "utilities"}


def test_text_files_are_compressed(collected):
    files = json.loads((collected / "staticfiles.json").read_text())["paths"]
    tables = collected / files["css/tables.css"]

    assert tables.with_name(f"{tables.name}.br").exists()
    assert tables.with_name(f"{tables.name}.gz").exists()


def test_templates_have_no_inline_style_or_script():
    for template in (BASE_DIR / "templates").rglob("*.html"):
        # A script is a file of ours; JSON for it is written by a filter.
        text = re.sub(r"""<script src="{% static '[\w/.-]+' %}" defer></script>""", "", template.read_text())
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", text), template
