"""The secretary plans 2018, swaps hosts, gives January its day and cancels a meeting; the public sees it all."""

import urllib.request

import icalendar
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import axe_violations, unreadable

COMMITTEE = "Södertörns samarbetskommitté"


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def events(portal: str, year: int) -> dict[str, icalendar.Event]:
    """The public feed's events of a year, by name and first day."""
    calendar = icalendar.Calendar.from_ical(fetch(f"{portal}/kalender/alla.ics?ar={year}"))
    return {f"{event['SUMMARY']} {event.start:%Y-%m-%d}": event for event in calendar.events}


def choose_meetings(page: Page, portal: str, action: str, *days: str) -> None:
    page.goto(f"{portal}/admin/calendar_app/meeting/?all=")
    for day in days:
        page.check(f"#result_list tr:has-text('{day}'):has-text('{COMMITTEE}') input[type=checkbox]")
    page.select_option("select[name=action]", label=action)
    page.click("button[name=index]")


def test_secretary_plans_the_year_and_the_public_follows(secretary: Page, portal, chromium, axe):
    page, public = secretary, chromium.new_page(viewport={"width": 360, "height": 800})
    assert len(events(portal, 2018)) == 0

    # Plan 2018 for the committee, and with it for the group that prepares its meetings.
    page.goto(f"{portal}/admin/")
    assert axe_violations(page, axe) == []
    page.click("text=Planera ett organs år")
    page.select_option("[name=organ]", label=COMMITTEE)
    page.fill("[name=ar]", "2018")
    page.click("text=Föreslå möten")
    expect(page.locator(".proposal")).to_have_count(15)
    assert axe_violations(page, axe) == []
    may = page.locator(".proposal:has-text('31 maj 2018')").first
    may.locator("input[name$=starts_on]").fill("2018-05-10")
    page.click("text=Spara som utkast")
    expect(page.locator(".notice").first).to_contain_text("10 maj 2018 är Kristi himmelsfärdsdag")
    page.locator("input[value='2018-05-10']").fill("2018-05-31")
    page.click("text=Spara som utkast")
    expect(page.locator(".notice")).to_contain_text("12 utkast sparade")
    expect(page.locator("[data-status=draft]")).to_have_count(12)
    page.goto(f"{portal}/admin/calendar_app/meeting/planera/?organ=ledningsgrupp&ar=2018")
    expect(page.locator("text=Inga fler möten behövs.")).to_be_visible()

    # Nothing of it is public until it is published.
    public.goto(f"{portal}/kalender/2018/")
    assert public.locator("table.meetings tbody tr").count() == 3
    assert len(events(portal, 2018)) == 0
    page.goto(f"{portal}/admin/calendar_app/meeting/?state__exact=draft&all=")
    page.check("#action-toggle")
    page.select_option("select[name=action]", label="Publicera: visa för alla")
    page.click("button[name=index]")
    expect(page.locator("#content")).to_contain_text("Det här händer")
    assert axe_violations(page, axe) == []
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator(".messagelist")).to_contain_text("12 rader publicerades")
    public.reload()
    assert public.locator("table.meetings tbody tr").count() == 15
    assert len(events(portal, 2018)) == 12

    # Swap two hosts.
    choose_meetings(page, portal, "Byt värdkommuner mellan två möten", "13 september 2018", "25 oktober 2018")
    page.locator("#content form input[type=submit]").click()
    expect(page.locator(".messagelist")).to_contain_text("Mötena har bytt värdkommuner.")
    page.goto(f"{portal}/admin/")
    expect(page.locator(".desk")).to_contain_text("Tyresö och Botkyrka har bytt")

    # Give January its day: same address, same id.
    address = public.locator("tr:has-text('januari 2018 (preliminärt)') a").get_attribute("href")
    page.click("text=januari 2018 (preliminärt) en dag")
    assert axe_violations(page, axe) == []
    expect(page.locator("[name=starts_on]")).to_have_value("2018-01-25")
    page.click("text=Spara dagen")
    expect(page.locator(".messagelist")).to_contain_text("Adressen är densamma som förut.")
    assert axe_violations(page, axe) == []
    public.goto(f"{portal}{address}")
    expect(public.locator("h1")).to_have_text(f"{COMMITTEE} 25 januari 2018")
    expect(public.locator(".changes")).to_contain_text("januari 2018 (preliminärt) 25 januari 2018")
    feed = events(portal, 2018)
    assert feed[f"{COMMITTEE} 2018-01-25"]["LOCATION"] == "Huddinge"
    assert feed[f"{COMMITTEE} 2018-09-13"]["LOCATION"] == "Tyresö"

    # Cancel a meeting of 2017, and be warned before the promise breaks.
    before = events(portal, 2017)[f"{COMMITTEE} 2017-12-07"]
    public.goto(f"{portal}/organ/sodertornskommunernas-samarbetskommitte/")
    expect(public.locator(".verdicts").first).to_contain_text("6 av minst 6 sammanträden 2017.")
    page.goto(before["URL"])
    page.click("text=Redigera mötet")
    page.click("text=Ställ in")
    expect(page.locator(".notice")).to_contain_text("Det blir 5 av minst 6 sammanträden 2017.")
    assert axe_violations(page, axe) == []
    page.fill("[name=reason]", "För få ärenden")
    page.click("button:has-text('Ställ in')")
    expect(page.locator(".field-error")).to_have_text("Kryssa i rutan om du vill gå vidare ändå.")
    assert str(events(portal, 2017)[f"{COMMITTEE} 2017-12-07"]["STATUS"]) == "CONFIRMED"
    page.check("[name=is_confirmed]")
    page.click("button:has-text('Ställ in')")
    expect(page.locator(".messagelist")).to_contain_text("är nu inställt.")

    after = events(portal, 2017)[f"Inställt: {COMMITTEE} 2017-12-07"]
    assert (after["UID"], str(after["STATUS"])) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    for path in ("/kalender/2017/", "/kalender/2018/", before["URL"].removeprefix(portal), address):
        public.goto(portal + path)
        assert [*unreadable(public), *axe_violations(public, axe)] == []
    public.goto(f"{portal}/kalender/2017/")
    expect(public.locator(".wheel")).to_contain_text("1 inställt")
    expect(public.locator(".wheel [data-cancelled]")).to_have_count(1)
    expect(public.locator("tr[data-status=cancelled]")).to_have_count(1)
    assert "Mötet är inställt" in fetch(f"{portal}/kalender/flode.atom").decode()
    public.goto(f"{portal}/organ/sodertornskommunernas-samarbetskommitte/")
    expect(public.locator(".verdicts").first).to_contain_text("5 av minst 6 sammanträden 2017.")
