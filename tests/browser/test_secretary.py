"""The secretary's first day, by clicking: log in, read a draft as it will be, mend it, decide it."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import axe_violations
from tests.processes import BASE_DIR


@pytest.fixture
def draft(portal, database_url) -> None:
    """The invented cooperation's plan, read in from the command line as a draft."""
    subprocess.run(
        [sys.executable, "manage.py", "import_plan", "tests/documents/fjardkommunerna-2031.md", "--replace-draft"],
        cwd=BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url},
        check=True,
        capture_output=True,
    )


def test_secretary_mends_and_decides_a_draft(secretary, portal, chromium, draft, axe):
    page, public = secretary, chromium.new_page()
    assert public.goto(f"{portal}/verksamhetsplan/2031/").status == 404

    page.goto(f"{portal}/admin/committee/plan/")
    page.click("#result_list >> text=2031")
    page.click(".node-words:has-text('Vi mäter vattnet')")
    page.fill("[name=text]", "Vi mäter vattnet på tretton platser.")
    page.click("input[name=_save]")
    expect(page.locator(".node-words:text-is('Vi mäter vattnet på tretton platser.')")).to_be_visible()

    page.click("text=Förhandsgranska och fastställ")
    expect(page.locator("article >> text=Vi mäter vattnet på tretton platser.")).to_be_visible()
    assert axe_violations(page, axe) == []
    page.fill("[name=decided_on]", "2016-11-21")
    page.fill("[name=paragraph]", "§ 7")
    page.check("[name=is_reviewed]")
    page.click("text=Fastställ och publicera")
    page.wait_for_url(f"{portal}/verksamhetsplan/2031/utgava/1/")

    public.goto(f"{portal}/verksamhetsplan/2031/")
    assert "Fastställd 21 november 2016, § 7" in " ".join(public.inner_text(".decision").split())
    expect(public.locator("text=Vi mäter vattnet på tretton platser.")).to_be_visible()
    assert public.goto(f"{portal}/budget/2031/").status == 200
    assert public.goto(f"{portal}/organ/samverkansradet/").status == 200

    page.goto(f"{portal}/admin/committee/plan/")
    page.click("#result_list >> text=2031")
    expect(page.locator(".plan-locked")).to_be_visible()
    assert page.locator("input[name=_save]").count() == 0


def test_decision_asks_for_what_is_missing(secretary, portal, draft_2033):
    page = secretary
    page.goto(f"{portal}/admin/committee/plan/")
    page.click("#result_list >> text=2033")
    page.click("text=Förhandsgranska och fastställ")

    expect(page.locator(".remarks[data-stops]")).to_contain_text("Kapitel 2 Budget är tomt")
    assert page.locator("text=Fastställ och publicera").count() == 0


@pytest.fixture
def draft_2033(portal, database_url, tmp_path) -> None:
    document = tmp_path / "plan.md"
    document.write_text("Beslutad 2016-11-01\n\nVerksamhetsplan 2033\n\n1. Inledning\n\nVi börjar här.\n\n2. Budget\n")
    subprocess.run(
        [sys.executable, "manage.py", "import_plan", str(document), "--replace-draft"],
        cwd=BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url},
        check=False,  # 1: the empty chapter is a finding
        capture_output=True,
    )
