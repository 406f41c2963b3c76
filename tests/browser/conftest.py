"""A running portal with the demo in it, and Debian's Chromium to read it with."""

import email
import email.policy
import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sodertorn.demo import PASSWORD
from tests.processes import start, within

HERE = Path(__file__).parent
WITH_PORTALS_OF_THEIR_OWN = {"test_desk.py", "test_meeting.py", "test_the_plan.py"}
AXE = HERE / "node_modules/axe-core/axe.min.js"
VNU = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
CHROMIUM_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--no-first-run"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs those that share a portal, another those that have portals of their own."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            has_its_own = item.path.name in WITH_PORTALS_OF_THEIR_OWN
            item.add_marker(pytest.mark.xdist_group("browser, own portals" if has_its_own else "browser"))


def need(present: bool, what: str) -> None:
    """Skip where a tool is missing; in CI its absence is a failure."""
    if present:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing")


@contextmanager
def empty_database(name: str, *, like: str) -> Iterator[str]:
    """A database beside the test database, on the same server: a copy of one with the tables and nothing in them."""
    address = urlsplit(os.environ["DATABASE_URL"])
    name = f"{name}_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        yield urlunsplit(address._replace(path=f"/{name}"))
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200
    except (OSError, urllib.error.URLError):
        return False


@contextmanager
def running_portal(database_url: str, var_dir: Path, today: str) -> Iterator[str]:
    """The address of a portal that `make run` would start: gunicorn, the demo, the mail queue; mails become files."""
    port, log = free_port(), var_dir / "portal.log"
    with log.open("a") as said:
        process = start(
            *("-m", "sodertorn.serve"),
            DATABASE_URL=database_url,
            PORT=str(port),
            PORTAL_TODAY=today,
            VAR_DIR=str(var_dir),
            EMAIL_URL=f"filemail:///{var_dir}/mail",
            stdout=said,
        )
        address = f"http://127.0.0.1:{port}"
        ready = within(60, lambda: process.poll() is not None or answers(f"{address}/halsa/redo"))
        assert ready, log.read_text()
        assert process.poll() is None, log.read_text()
        try:
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)
            process.stdin.close()


@pytest.fixture(scope="session")
def database_url(migrated: str) -> Iterator[str]:
    with empty_database("browser", like=migrated) as address:
        yield address


@pytest.fixture(scope="session")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def portal(database_url: str, portal_folder: Path) -> Iterator[str]:
    """A portal on the demo's day, shared by the tests here."""
    with running_portal(database_url, portal_folder, "2017-01-16") as address:
        yield address


def mails(folder: Path) -> list[email.message.EmailMessage]:
    """All that a portal has sent, one file per connection."""
    texts = "".join(path.read_text() for path in sorted((folder / "mail").glob("*")))
    parts = [part for part in re.split(r"^-{70,}\n", texts, flags=re.MULTILINE) if part.strip()]
    return [email.message_from_string(part, policy=email.policy.default) for part in parts]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Closed when the last of these tests is done: its loop runs in this thread, where Django refuses to work then."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(bool(path), "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    need(AXE.exists(), "axe-core (npm ci in tests/browser)")
    return AXE.read_text()


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """The command that checks HTML files."""
    java = shutil.which("java")
    need(bool(java), "Java")
    need(VNU.exists(), "vnu-jar (npm ci in tests/browser)")
    subprocess.run([java, "-version"], check=True, capture_output=True)
    # It lives for seconds: compiling its code well, and collecting garbage beside it, costs more than it gives.
    return [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", str(VNU)]


def log_in(page: Page, portal: str, username: str, *, after: str = "/admin/") -> None:
    """Be one of the demo's accounts, and stand on the page that comes after.

    By the form once, and then by its cookies: a second factor's code is taken once.
    """
    if (portal, username) in COOKIES:
        page.context.add_cookies(COOKIES[portal, username])
        page.goto(f"{portal}{after}")
    else:
        log_in_by_form(page, portal, username, after=after)
        COOKIES[portal, username] = page.context.cookies()
    expect(page).to_have_url(f"{portal}{after}")


COOKIES: dict[tuple[str, str], list] = {}


def log_in_by_form(page: Page, portal: str, username: str, *, after: str) -> None:
    page.goto(f"{portal}/logga-in/?next={after}")
    page.fill("[name=login]", f"{username}@example.se")
    page.fill("[name=password]", PASSWORD)
    page.click("main form:has([name=password]) [type=submit]")
    page.wait_for_url(lambda url: "next=" not in url)
    if page.url == f"{portal}/logga-in/kod/":
        page.fill("[name=code]", page.inner_text(".demo-code"))
        page.click("main form:has([name=code]) [type=submit]")


@pytest.fixture
def secretary(portal, chromium) -> Page:
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    log_in(page, portal, "sekretariat")
    return page
