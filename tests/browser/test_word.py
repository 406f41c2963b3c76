"""A plan comes in from Word, is looked over line by line and becomes a draft; it goes out in Word and as PDF."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import psycopg
import pytest
from playwright.sync_api import Page, expect

from sodertorn.importing.readers import read_plan
from tests.browser.test_every_page import axe_violations, unreadable
from tests.importing.values import without_places
from tests.importing.words import word_of
from tests.libreoffice import WRITER, libreoffice

PDF_LINK = "a:has-text('(PDF')"


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    """The same file as LibreOffice writes it."""
    program = libreoffice(WRITER)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [program, "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder / "new", path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "new" / path.name


@pytest.fixture(params=["python-docx", "LibreOffice"])
def document(request, seed_text, tmp_path) -> Path:
    """The real plan in Word, of a year that the portal has no plan for."""
    path = tmp_path / "plan.docx"
    path.write_bytes(word_of(seed_text.replace("2017", "2019"), with_styles=True))
    return saved_by_libreoffice(path, tmp_path) if request.param == "LibreOffice" else path


@pytest.fixture
def own_meetings(database_url: str) -> Iterator[None]:
    """The portal is shared: the drafts of meetings that come with the plan are taken away afterwards."""
    yield
    drafts = "SELECT id FROM calendar_app_meeting WHERE announced_at IS NULL AND starts_on >= '2019-01-01'"
    with psycopg.connect(database_url) as connection:
        connection.execute(f"DELETE FROM calendar_app_meetinghost WHERE meeting_id IN ({drafts})")
        connection.execute(f"DELETE FROM calendar_app_meeting WHERE id IN ({drafts})")


@pytest.mark.usefixtures("own_meetings")
def test_plan_in_word_is_looked_over_and_read_in(secretary: Page, portal, document, axe):
    page = secretary
    page.goto(f"{portal}/admin/committee/plan/")
    page.click("text=Läs in ett dokument")
    page.set_input_files("[name=document]", document)
    page.click("button:has-text('Visa vad som förstås')")
    expect(page.locator("h2").first).to_have_text("Verksamhetsplan 2019")
    expect(page.locator(".import-counts")).to_contain_text("18 åtaganden")
    expect(page.locator(".import-lines tbody tr")).to_have_count(127)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert [*unreadable(page), *axe_violations(page, axe)] == []
    page.click(".import-findings a >> nth=0")
    expect(page.locator("tr:target")).to_be_visible()

    if page.locator("[name=replace]").count():
        page.check("[name=replace]")
    page.click("button:has-text('Läs in som utkast')")
    expect(page.locator(".messagelist")).to_contain_text("Verksamhetsplan 2019 är inläst som ett utkast.")
    expect(page.locator(".node-kind:has-text('målområde')")).to_have_count(4)

    with page.expect_download() as started:
        page.click("text=Ladda ned i Word")
    back = read_plan(started.value.path().read_bytes(), "plan.docx").parsed
    before = read_plan(document.read_bytes(), "plan.docx").parsed
    assert without_places(back)["chapters"] == without_places(before)["chapters"]


def test_edition_is_fetched_as_pdf_and_word(portal, chromium):
    page = chromium.new_page(viewport={"width": 360, "height": 800}, accept_downloads=True)
    page.goto(f"{portal}/verksamhetsplan/2017/")

    response = page.request.get(f"{portal}{page.get_attribute(PDF_LINK, 'href')}")
    assert (response.status, response.headers["content-type"]) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(response.body())) as pdf:
        assert len(pdf.pages) > 5
    with page.expect_download() as started:
        page.click("a:has-text('(Word')")
    assert docx.Document(started.value.path()).paragraphs[1].text == "Verksamhetsplan 2017"
