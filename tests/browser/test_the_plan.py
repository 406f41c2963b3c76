"""The plan's year: 2017 rolled over to 2018, changed, compared, decided, corrected; the old edition stays as it was."""

import hashlib
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import empty_database, log_in, running_portal
from tests.browser.test_every_page import axe_violations, unreadable
from tests.processes import BASE_DIR

NEW_WORDS = (
    "Många fler får möjlighet till utbildning och arbete.",
    "Vi bygger 6 000 bostäder om året.",
    "Spårvägen är planerad före 2020.",
)


@pytest.fixture(scope="module")
def database(migrated: str) -> Iterator[str]:
    with empty_database("plan", like=migrated) as address:
        yield address


@pytest.fixture(scope="module")
def portal_in_december(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_portal(database, tmp_path_factory.mktemp("plan"), "2017-12-08") as address:
        yield address


@pytest.fixture
def desk(portal_in_december: str, chromium) -> Page:
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    log_in(page, portal_in_december, "sekretariat")
    return page


@pytest.fixture
def public(chromium) -> Page:
    return chromium.new_page(viewport={"width": 360, "height": 800}, locale="sv-SE")


def looked_at(page: Page, axe: str) -> list[str]:
    return [*unreadable(page), *axe_violations(page, axe)]


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def verify_editions(database: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "manage.py", "verify_editions"],
        cwd=BASE_DIR,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def open_plan(page: Page, portal: str, year: int) -> None:
    page.goto(f"{portal}/admin/committee/plan/")
    page.click(f"#result_list th >> text={year}")


def decide(page: Page, on: str, paragraph: str) -> None:
    page.fill("[name=decided_on]", on)
    page.fill("[name=paragraph]", paragraph)
    page.check("[name=is_reviewed]")
    page.click("text=Fastställ och publicera")
    page.wait_for_url("**/utgava/*/")


def test_the_plan_s_year(desk: Page, public: Page, portal_in_december: str, database: str, axe: str, chromium):
    portal = portal_in_december
    edition = f"{portal}/verksamhetsplan/2017/utgava/1/"
    as_decided = fetch(f"{edition[:-1]}.json")

    roll_over(desk, portal, axe)
    assert public.goto(f"{portal}/verksamhetsplan/2018/").status == 404
    add_and_move(desk, axe)
    move_without_javascript(desk, chromium)
    decide_2018(desk, axe)
    read_the_comparison(public, portal, axe)
    correct_2017(desk, portal, axe)
    read_the_correction(public, portal, axe)

    assert fetch(f"{edition[:-1]}.json") == as_decided
    public.goto(edition)
    checksum = hashlib.sha256(as_decided).hexdigest()
    expect(public.locator("#hanvisa ~ .citation code")).to_have_text(checksum)
    assert verify_editions(database) == (0, "Alla 3 utgåvor stämmer.\n")


def roll_over(page: Page, portal: str, axe: str) -> None:
    """Three commitments are changed and one is dropped; the rest follow as they are."""
    open_plan(page, portal, 2017)
    page.click("text=Börja nästa års plan")
    expect(page.locator("h1")).to_have_text("Börja verksamhetsplanen för 2018")
    commitments = page.locator(".rollover-commitment")
    for place, words in enumerate(NEW_WORDS):
        commitments.nth(place).locator("[value=change]").check()
        commitments.nth(place).locator("textarea").fill(words)
    commitments.nth(3).locator("[value=drop]").check()
    assert looked_at(page, axe) == []
    page.click("button:has-text('Skapa utkastet')")
    expect(page.locator(".node-words", has_text=NEW_WORDS[0])).to_be_visible()
    assert axe_violations(page, axe) == []


def add_and_move(page: Page, axe: str) -> None:
    """One commitment is added below another, and one moved to another goal area."""
    page.click(f"a:has-text('Ny efter {NEW_WORDS[0]}')")
    expect(page.locator("[name=kind]")).to_have_value("commitment")
    page.fill("[name=text]", "Alla kommuner delar på en växel.")
    assert axe_violations(page, axe) == []
    page.click("[name=_save]")
    added = page.locator("li:has(> .node-words:text-is('Alla kommuner delar på en växel.'))")
    expect(added).to_be_visible()

    goal_areas = page.locator("li:has(> .node-kind:has-text('målområde')) > .node-words")
    last = goal_areas.last.inner_text()
    page.locator("li:has(> .node-kind:has-text('Åtagande')) > .node-words").nth(4).click()
    page.select_option("[name=parent]", label=last)
    page.click("[name=_save]")
    expect(page.locator(".plan-tree")).to_be_visible()


def move_without_javascript(page: Page, chromium) -> None:
    """The arrows of the tree are buttons of a form: down and up again, and in, which is refused with words."""
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(page.url)
    before = plain.locator(".node-words").all_inner_texts()
    moved = f"button[name=ned][aria-label='Flytta ned {NEW_WORDS[1]}']"
    plain.click(moved)
    between = plain.locator(".node-words").all_inner_texts()
    plain.click(moved.replace("ned", "upp"))
    plain.click(f"button[name=in][aria-label='Flytta in {NEW_WORDS[1]} under delen före']")
    expect(plain.locator(".messagelist")).to_contain_text("Det finns ingen del före den här")
    assert (sorted(between), between == before) == (sorted(before), False)
    assert plain.locator(".node-words").all_inner_texts() == before
    context.close()


def decide_2018(page: Page, axe: str) -> None:
    page.click("text=Förhandsgranska och fastställ")
    expect(page.locator("h1")).to_have_text("Förhandsgranska och fastställ")
    said = page.locator(".new-in-plan summary")
    expect(said).to_contain_text("3 åtaganden ändrade, 1 struket, 1 nytt, 1 flyttat.")
    said.click()
    assert looked_at(page, axe) == []
    decide(page, "2017-12-07", "§ 41")


def read_the_comparison(public: Page, portal: str, axe: str) -> None:
    """From the list of plans to what differs, on a phone."""
    public.goto(f"{portal}/verksamhetsplan/")
    public.click("text=Jämför planer")
    assert looked_at(public, axe) == []
    public.goto(f"{portal}/verksamhetsplan/2017/jamfor/2018/")
    for fate, count in (("changed", 3), ("removed", 1), ("added", 1), ("moved", 1)):
        commitments = f".difference[data-change={fate}]:has(.difference-what:has-text('åtagande'))"
        expect(public.locator(commitments)).to_have_count(count)
    changed = public.locator(".difference", has_text="6 000 bostäder").first
    expect(changed.locator("ins").first).to_be_visible()
    expect(changed.locator("del .visually-hidden").first).to_be_attached()
    assert looked_at(public, axe) == []


def correct_2017(page: Page, portal: str, axe: str) -> None:
    open_plan(page, portal, 2017)
    page.click("a:has-text('Rätta planen')")
    page.fill("[name=because]", "Ett årtal var fel.")
    assert looked_at(page, axe) == []
    page.click("button:has-text('Öppna planen för rättelse')")
    page.locator("li:has(> .node-kind:has-text('Åtagande')) > .node-words").first.click()
    page.fill("[name=text]", "Fler får utbildning och arbete före 2022.")
    page.click("[name=_save]")
    expect(page.locator(".node-words:text-is('Fler får utbildning och arbete före 2022.')")).to_be_visible()
    assert b"2022." not in fetch(f"{portal}/verksamhetsplan/2017/")
    page.click("text=Förhandsgranska och fastställ")
    expect(page.locator(".new-in-plan summary")).to_have_text("1 åtagande ändrat.")
    decide(page, "2017-12-07", "§ 42")


def read_the_correction(public: Page, portal: str, axe: str) -> None:
    """The year's address shows the correction; the old edition says that it is replaced, and every part is citable."""
    public.goto(f"{portal}/verksamhetsplan/2017/")
    expect(public.locator("main")).to_contain_text("Utgåva 2 rättar utgåva 1. Varför: Ett årtal var fel.")
    expect(public.locator("main")).to_contain_text("Fler får utbildning och arbete före 2022.")
    public.goto(f"{portal}/verksamhetsplan/2017/utgava/1/")
    expect(public.locator(".notice")).to_contain_text("Den här utgåvan är ersatt. Varför: Ett årtal var fel.")
    assert looked_at(public, axe) == []
    public.click("text=se vad som skiljer")
    expect(public.locator("main")).to_contain_text("1 åtagande ändrat.")
    public.goto(f"{portal}/verksamhetsplan/2017/?visa=hanvisningar")
    public.click("a:has-text('Hänvisa till Fler får utbildning')")
    expect(public.locator(".citation")).to_contain_text("utgåva 2")
    assert looked_at(public, axe) == []
    public.click("text=Läs den på dess plats i planen")
    expect(public.locator(":target")).to_contain_text("Fler får utbildning och arbete före 2022.")
