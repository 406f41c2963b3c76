"""The secretary's week, done from the desk: what waits is called, given its day, found, mended, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import empty_database, log_in, running_portal
from tests.browser.test_every_page import axe_violations, unreadable

PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
CALL = "Kalla till Södertörns samarbetskommitté 2 februari 2017, om 17 dagar"
GIVE = "Ge Södertörns samarbetskommitté januari 2018 (preliminärt) en dag"
BODY = "/admin/committee/body/1"


@pytest.fixture(scope="module")
def portal(migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A portal of its own: a week's work leaves nothing as it was."""
    folder: Path = tmp_path_factory.mktemp("desk")
    with empty_database("desk", like=migrated) as database, running_portal(database, folder, "2017-01-16") as address:
        yield address


@pytest.fixture
def page(chromium: Browser, portal: str) -> Iterator[Page]:
    context = chromium.new_context(viewport=DESKTOP, locale="sv-SE")
    page = context.new_page()
    log_in(page, portal, "sekretariat")
    yield page
    context.close()


def accessible(page: Page, axe: str) -> None:
    """Narrow and wide, in light and dark."""
    for viewport, scheme in ((PHONE, "light"), (DESKTOP, "dark")):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)  # the admin's links take their time to change colour
        assert unreadable(page) == [], page.url
        assert axe_violations(page, axe, only_colours=scheme == "dark") == [], page.url


def waits(page: Page, portal: str) -> list[str]:
    """What the desk says there is to do."""
    page.goto(f"{portal}/admin/")
    return page.locator(".desk-groups a").all_inner_texts()


def test_week_s_work_is_done_from_the_desk(page, portal, axe):
    assert {CALL, GIVE} <= set(waits(page, portal))
    accessible(page, axe)

    page.get_by_role("link", name=CALL).click()
    page.check("[name=is_reviewed]")
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page.locator(".notice").first).to_contain_text("är nu kallat")
    assert CALL not in waits(page, portal)

    page.get_by_role("link", name=GIVE).click()
    page.get_by_role("button", name="Spara dagen").click()
    page.get_by_label("Gå vidare ändå").check()  # no meeting prepares it yet
    page.get_by_role("button", name="Spara dagen").click()
    expect(page.locator(".messagelist")).to_contain_text("25 januari 2018")
    assert GIVE not in waits(page, portal)

    page.get_by_role("link", name=re.compile("18 åtaganden i planen för 2017 saknar ansvarigt organ")).click()
    accessible(page, axe)
    page.locator("#result_list tbody th a").first.click()
    page.select_option("[name=owner]", index=1)
    page.locator("[name=_save]").click()
    assert any(task.startswith("17 åtaganden i planen för 2017") for task in waits(page, portal))


def test_desk_works_by_keyboard(page, portal):
    page.goto(f"{portal}/admin/")

    page.get_by_label("Sök bland allt").focus()
    page.keyboard.type("kartdata")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{portal}/admin/sok/?q=kartdata")
    found = page.get_by_role("link", name=re.compile("Gemensam upphandling av kartdata"))
    expect(found.locator("mark")).to_have_text("kartdata")
    found.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gemensam upphandling av kartdata")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hoppa till innehållet")


def test_second_editor_of_an_agenda_is_given_both_texts_and_takes_one_of_each(page, portal, axe):
    page.goto(f"{portal}/admin/sok/?q=kartdata")
    page.get_by_role("link", name=re.compile("kartdata")).first.click()
    address, other = page.url, page.context.new_page()
    other.goto(address)
    page.fill("[name=presenter]", "Kommundirektören")
    page.fill("[name=minutes]", "10")
    page.get_by_role("button", name="Spara").click()

    other.fill("[name=presenter]", "Kartchefen")
    other.fill("[name=minutes]", "25")
    other.fill("[name=proposal]", "Vi handlar upp tillsammans.")
    other.get_by_role("button", name="Spara").click()

    expect(other.get_by_role("heading", level=1)).to_have_text("Ni har ändrat samma sak")
    expect(other.locator("main")).to_contain_text("Kommundirektören")
    expect(other.locator("main")).to_contain_text("Kartchefen")
    accessible(other, axe)
    other.locator("fieldset", has_text="Föredragande").get_by_label("Den andras text").check()
    other.locator("fieldset", has_text="Minuter").get_by_label("Din text").check()
    other.get_by_role("button", name="Spara det jag har valt").click()

    other.goto(address)
    values = [other.input_value(f"[name={name}]") for name in ("presenter", "minutes", "proposal")]
    assert values == ["Kommundirektören", "25", "Vi handlar upp tillsammans."]


def test_change_is_read_and_taken_back_from_the_history(page, portal, axe):
    page.goto(f"{portal}{BODY}/change/")
    accessible(page, axe)
    name = page.input_value("[name=name]")
    page.fill("[name=name]", f"{name} och vänner")
    page.locator("[name=_save]").click()

    page.goto(f"{portal}{BODY}/change/")
    page.get_by_role("link", name="Ändringar").click()
    expect(page.locator(".history > li").first).to_contain_text("Siv Sekreterare")
    expect(page.locator(".history ins").first).to_contain_text("och vänner")
    accessible(page, axe)
    page.get_by_role("button", name="Ångra ändringen").first.click()

    expect(page.locator(".notice").first).to_contain_text("Ändringen är ångrad.")
    page.goto(f"{portal}{BODY}/change/")
    assert page.input_value("[name=name]") == name
    page.goto(f"{portal}/admin/andringar/")
    accessible(page, axe)


def test_double_click_makes_one_row(page, portal):
    page.goto(f"{portal}/admin/committee/organisation/add/")
    page.fill("[name=name]", "Länsstyrelsen i Alvik")
    page.locator("[name=_save]").dblclick()

    expect(page.locator(".messagelist")).to_be_visible()
    page.goto(f"{portal}/admin/committee/organisation/?q=Alvik")
    assert page.locator("#result_list tbody tr").count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/admin/calendar_app/meeting/",
        "/admin/committee/assignment/",
        "/admin/committee/cooperation/1/change/",
        f"{BODY}/delete/",
        "/admin/committee/municipality/1/delete/",
        "/admin/calendar_app/meeting/?q=finns-inte",
    ],
)
def test_page_of_the_desk_is_accessible(page, portal, axe, path):
    page.goto(f"{portal}{path}")

    accessible(page, axe)


def test_login_is_accessible(chromium, portal, axe):
    context = chromium.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(f"{portal}/admin/")

    expect(page).to_have_url(re.compile("/logga-in/"))
    accessible(page, axe)
    context.close()
