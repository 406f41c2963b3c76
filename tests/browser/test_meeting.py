"""The February meeting: called, answered, held, decided and adjusted, by the people whose meeting it is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import empty_database, log_in, mails, running_portal
from tests.browser.test_every_page import axe_violations, unreadable
from tests.calendar_app.documents.files import docx_bytes, pdf_bytes, xlsx_bytes
from tests.processes import within

FEBRUARY = "/kalender/sammantrade/1/"
DESK = "/admin/calendar_app/meeting/1"
PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
SUMMARY = "Sammanställning.docx"


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("meeting")


@pytest.fixture(scope="module")
def database(migrated: str) -> Iterator[str]:
    with empty_database("meeting", like=migrated) as address:
        yield address


class People:
    """The secretary, a kommundirektör on a phone, and the public, each with a browser of their own."""

    def __init__(self, chromium: Browser, portal: str) -> None:
        self.portal = portal
        self.contexts: list[BrowserContext] = []
        self.secretary = self.page(chromium, DESKTOP)
        self.director = self.page(chromium, PHONE)
        self.public = self.page(chromium, PHONE)
        log_in(self.secretary, portal, "sekretariat")
        log_in(self.director, portal, "kommundirektor", after="/mina-sidor/")

    def page(self, chromium: Browser, viewport: dict) -> Page:
        context = chromium.new_context(viewport=viewport, locale="sv-SE", accept_downloads=True)
        self.contexts.append(context)
        return context.new_page()

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def upload(page: Page, portal: str, item: str, file: dict, **values: str) -> None:
    page.goto(f"{portal}{DESK}/arenden/")
    page.locator(f".agenda-item:has-text('{item}')").get_by_role("link", name="Ladda upp handling").click()
    page.set_input_files("[name=file]", file)
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
    page.get_by_role("button", name="Ladda upp").click()
    expect(page.locator(".notice").first).to_contain_text("är uppladdad som utkast")


def accessible(page: Page, axe: str) -> None:
    assert unreadable(page) == []
    assert axe_violations(page, axe) == []


def test_february_meeting_from_kallelse_to_adjusted_minutes(chromium, database, var_dir, axe):
    with running_portal(database, var_dir, "2017-01-16") as portal:
        people = People(chromium, portal)
        call(people, axe)
        answer(people, var_dir, axe)
        read_as_the_public(people)
        people.close()
    with running_portal(database, var_dir, "2017-02-03") as portal:
        people = People(chromium, portal)
        hold_and_decide(people, axe)
        adjust(people, axe)
        people.close()


def call(people: People, axe: str) -> None:
    """The secretary adds a confidential item, uploads three documents, one of them confidential, and calls."""
    page, portal = people.secretary, people.portal
    page.goto(f"{portal}{DESK}/arenden/")
    accessible(page, axe)
    page.get_by_role("link", name="Lägg till ärende").click()
    page.fill("[name=title]", "Köp av mark")
    page.fill("[name=text]", "Förhandlingen pågår.")
    page.fill("[name=ground]", "19 kap. 3 § OSL")
    accessible(page, axe)
    page.get_by_role("button", name="Spara").click()
    pdf = {"mimeType": "application/pdf"}
    upload(page, portal, "Köp av mark", pdf | {"name": "Anbud.pdf", "buffer": pdf_bytes(text="Anbudet")})
    word = {"name": SUMMARY, "mimeType": "", "buffer": docx_bytes("Sammanställningen")}
    upload(page, portal, "Yttrande över regional plan", word, language="sv", is_accessible="yes")
    sheet = {"name": "Kalkyl.xlsx", "mimeType": "", "buffer": xlsx_bytes()}
    upload(page, portal, "Yttrande över regional plan", sheet, audience="members", language="sv", is_accessible="no")

    page.get_by_role("link", name="Kallelse och svar").click()
    accessible(page, axe)
    expect(page.locator("main")).to_contain_text("Mottagare (16)")
    page.check("[name=is_reviewed]")
    page.get_by_role("button", name="Skicka kallelsen").click()
    expect(page.locator(".notice").first).to_contain_text("är nu kallat. 16 brev väntar")
    accessible(page, axe)


def answer(people: People, var_dir: Path, axe: str) -> None:
    """A kommundirektör reads and answers; a chair answers by the link in the mail, without logging in."""
    page, portal = people.director, people.portal
    page.goto(f"{portal}/mina-sidor/")
    accessible(page, axe)
    page.locator(".my-meetings >> text=samarbetskommitté 2 februari 2017").click()
    expect(page.locator("main")).to_contain_text("Köp av mark")
    expect(page.locator("main")).to_contain_text("Kalkyl")
    expect(page.locator("main")).to_contain_text("https://video.example.se/kommitten")
    accessible(page, axe)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Anbud")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    with page.expect_download() as package:
        page.get_by_role("link", name="Allt som en PDF").click()
    assert Path(package.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_label("Jag kommer").check()
    page.get_by_role("button", name="Svara").click()
    expect(page.locator(".notice").first).to_contain_text("Haninge: kommer")
    page.goto(f"{portal}/mina-sidor/")
    expect(page.locator("main")).to_contain_text("Haninge: kommer. Ändra")

    assert within(30, lambda: len(mails(var_dir)) == 16)
    sent = mails(var_dir)
    assert len({mail["To"] for mail in sent}) == 16
    mail = next(mail for mail in sent if mail["To"] == "ks.salem@example.se")
    text = mail.get_body(("plain",)).get_content()
    assert "Köp av mark" not in text
    link = re.search(r"http://\S+/svara/\S+", text)[0]
    page = people.public
    page.goto(link)
    accessible(page, axe)
    page.get_by_label("En ersättare kommer").check()
    page.get_by_label("Ersättarens namn").fill("Kim Ek")
    page.get_by_role("button", name="Svara").click()
    expect(page.locator("main")).to_contain_text("Salem: ersättare: Kim Ek")
    people.secretary.goto(f"{portal}{DESK}/kallelse/")
    expect(people.secretary.locator("main")).to_contain_text("ersättare: Kim Ek")


def read_as_the_public(people: People) -> None:
    """The number and the ground of what is confidential, and nothing of the rest that isn't for everyone."""
    page = people.public
    page.goto(f"{people.portal}{FEBRUARY}")
    main = page.locator("main")
    expect(main).to_contain_text("Ärendet omfattas av sekretess")
    expect(main).to_contain_text("Grund: 19 kap. 3 § OSL")
    expect(main).to_contain_text("Sammanställning (Word")
    for hidden in ("Köp av mark", "Anbud", "Kalkyl", "video.example.se", "Kim Ek"):
        expect(main).not_to_contain_text(hidden)
    page.goto(f"{people.portal}/kalender/sammantrade/11/")
    expect(page.locator("main")).not_to_contain_text("kartdata")


def hold_and_decide(people: People, axe: str) -> None:
    """The day after: the minutes come from the agenda; a decision asks a municipality for something."""
    page, portal = people.secretary, people.portal
    page.goto(f"{portal}{DESK}/protokoll/")
    page.get_by_role("button", name="Börja skriva protokollet").click()
    expect(page.locator("main")).to_contain_text("§ 4 (preliminärt)")
    accessible(page, axe)
    page.get_by_label("Ordförande", exact=True).fill("Kommunstyrelsens ordförande, Haninge")
    paragraph = page.locator("fieldset.proposal:has-text('Yttrande över regional plan')").last
    paragraph.get_by_text("Lägg till uppföljning").click()
    paragraph.get_by_label("Att göra").fill("Sända yttrandet")
    paragraph.get_by_label("Kommun").select_option(label="Haninge")
    paragraph.get_by_label("Klart senast").fill("2017-02-20")
    page.get_by_role("group", name="Justerare").get_by_label("Kommundirektör, Haninge").check()
    page.get_by_role("button", name="Spara", exact=True).first.click()
    expect(page.locator(".notice").first).to_contain_text("sparat")


def adjust(people: People, axe: str) -> None:
    """Sent, adjusted by the kommundirektör on a phone, locked and public."""
    secretary, portal = people.secretary, people.portal
    secretary.locator("[name$=is_reviewed]").check()
    secretary.get_by_role("button", name="Skicka för justering").click()
    expect(secretary.locator("main")).to_contain_text("var ett beslutsärende men har inget beslut")
    secretary.get_by_label("Spara eller skicka ändå").check()
    secretary.locator("[name$=is_reviewed]").check()
    secretary.get_by_role("button", name="Skicka för justering").click()
    expect(secretary.locator("main")).to_contain_text("Skickat för justering")
    accessible(secretary, axe)
    people.public.goto(f"{portal}{FEBRUARY}protokoll/")
    expect(people.public.locator("h1")).to_contain_text("finns inte")

    page = people.director
    page.goto(f"{portal}/mina-sidor/")
    page.get_by_role("link", name=re.compile("^Protokoll från")).click()
    accessible(page, axe)
    page.locator("[name$=is_approved]").check()
    page.get_by_role("button", name="Justera protokollet").click()
    expect(page.locator("main")).to_contain_text("Justerat")
    page.goto(f"{portal}/mina-sidor/")
    expect(page.locator("main")).to_contain_text("Sända yttrandet")

    public = people.public
    public.goto(f"{portal}{FEBRUARY}protokoll/")
    accessible(public, axe)
    main = public.locator("main")
    expect(main).to_contain_text("Kommittén antar yttrandet")
    expect(main).not_to_contain_text("Köp av mark")
    public.goto(f"{portal}/kalender/flode.atom")
    assert "justerat" in public.content()
