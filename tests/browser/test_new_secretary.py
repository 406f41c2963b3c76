"""A new secretary: invited by mail, with an app that shows codes, and then with a passkey and no password."""

import email.message
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.logging_in import code
from tests.browser.conftest import log_in, mails
from tests.browser.test_every_page import axe_violations, unreadable
from tests.processes import within

ADDRESS, PASSWORD = "ny.sekreterare@example.se", "sju sura saltgurkor"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def newcomer(portal, chromium: Browser) -> Page:
    """The new secretary's own phone-sized browser, at the portal's name: passkeys belong to a name, not to a number."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 800},
        locale="sv-SE",
        base_url=portal.replace("127.0.0.1", "localhost"),
        color_scheme="dark",
    )
    yield context.new_page()
    context.close()


def invite(chromium: Browser, portal: str, axe: str) -> None:
    """An administrator writes the address and chooses the role."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    log_in(page, portal, "forvaltare")
    page.goto(f"{portal}/admin/auth/user/add/")
    accessible(page, axe)
    page.fill("[name=email]", ADDRESS)
    page.fill("[name=first_name]", "Nora")
    page.check("[name=roles][value=Sekretariat]")
    page.click("[name=_save]")
    expect(page.locator(".messagelist")).to_contain_text(f"En inbjudan är på väg till {ADDRESS}.")
    accessible(page, axe)
    page.context.close()


def accessible(page: Page, axe: str) -> None:
    assert unreadable(page) == []
    assert axe_violations(page, axe) == []


def letter(folder: Path) -> email.message.EmailMessage:
    found: list[email.message.EmailMessage] = []

    def has_come() -> bool:
        found[:] = [mail for mail in mails(folder) if mail["To"] == ADDRESS and "Välkommen" in mail["Subject"]]
        return bool(found)

    assert within(30, has_come)
    return found[0]


def set_up_an_app(page: Page, axe: str) -> str:
    """Returns the app's secret."""
    expect(page.get_by_role("heading", name="Inloggning i två steg")).to_be_visible()
    accessible(page, axe)
    page.get_by_role("link", name="Lägg till en app").click()
    secret = page.inner_text(".secret")
    accessible(page, axe)
    page.fill("[name=code]", code(secret))
    page.get_by_role("button", name="Lägg till").click()
    expect(page.locator(".codes li")).to_have_count(10)
    accessible(page, axe)
    page.get_by_role("link", name="Jag har sparat koderna").click()
    return secret


def log_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("link", name="Logga in")).to_be_visible()


def add_a_passkey(page: Page, axe: str) -> None:
    page.goto("/mina-sidor/andra-steget/nycklar/ny/")
    accessible(page, axe)
    page.fill("[name=name]", "Telefonen")
    page.check("[name=passwordless]")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_role("heading", name="Inloggning i två steg")).to_be_visible()
    page.goto("/mina-sidor/andra-steget/nycklar/")
    expect(page.locator("main")).to_contain_text("Telefonen, loggar in utan lösenord")


def test_new_secretary_is_invited_sets_up_codes_logs_in_with_them_and_then_with_a_passkey(
    chromium, portal, portal_folder, newcomer, axe
):
    invite(chromium, portal, axe)
    link = re.search(r"http\S+/logga-in/valkommen/\S+", letter(portal_folder).get_content())[0]
    page = newcomer
    page.goto(urlsplit(link).path)
    accessible(page, axe)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.get_by_role("button", name="Spara och logga in").click()

    secret = set_up_an_app(page, axe)
    expect(page.get_by_role("heading", name="Att göra nu")).to_be_visible()

    log_out(page)
    page.goto("/admin/")
    page.fill("[name=login]", ADDRESS)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", name="Ett steg till")).to_be_visible()
    accessible(page, axe)
    assert page.locator(".demo-code").count() == 0
    page.fill("[name=code]", code(secret))
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", name="Att göra nu")).to_be_visible()

    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    add_a_passkey(page, axe)
    log_out(page)
    page.goto("/logga-in/")
    page.get_by_role("button", name="Logga in med passnyckel").click()
    expect(page.get_by_role("heading", name="Att göra nu")).to_be_visible()
    page.goto("/mina-sidor/inloggningar/")
    accessible(page, axe)
    expect(page.locator(".sessions > li")).to_have_count(1)
