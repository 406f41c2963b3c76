"""From a document to the pages: what stands in it stands on them, in order, and nothing else does."""

import datetime as dt
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from icalendar import Calendar, Event

from calendar_app.models import Meeting
from committee.models import Body, Municipality
from committee.swedish import MONTHS
from tests.conftest import DEMO, INVENTED
from tests.importing import expected

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)


def publish(path, year: int) -> None:
    call_command("import_plan", path)
    call_command("decide_plan", year, on=dt.date(2016, 12, 8))


def words_of(html: str) -> str:
    """A page's words as they are read, without tags and line breaks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def addresses(year: int) -> list[str]:
    """Every public page of a portal with one year's plan."""
    found = ["/", "/verksamhetsplan/", f"/verksamhetsplan/{year}/", f"/verksamhetsplan/{year}/utgava/1/"]
    found += ["/kalender/", f"/kalender/{year}/", "/organ/", "/kommuner/", "/budget/", f"/budget/{year}/", "/om/"]
    found += [meeting.get_absolute_url() for meeting in Meeting.objects.all()]
    found += [f"/organ/{body.slug}/" for body in Body.objects.all()]
    found += [f"/kommuner/{municipality.slug}/" for municipality in Municipality.objects.all()]
    found += [f"/verksamhetsplan/{year}/verksamhetsplan-{year}.json", "/finns-inte/"]
    found += ["/kalender/prenumerera/", "/kalender/alla.ics", "/kalender/flode.atom"]
    found += [f"{meeting.get_absolute_url()[:-1]}.ics" for meeting in Meeting.objects.all()]
    found += [f"/kalender/organ/{body.slug}.ics" for body in Body.objects.all()]
    found += [f"/kalender/kommun/{municipality.slug}.ics" for municipality in Municipality.objects.all()]
    return found


def pages(client: Client, found: list[str]) -> dict[str, str]:
    return {address: client.get(address).content.decode() for address in found}


def some(found: list[str]) -> list[str]:
    """Of addresses that differ in their number or name alone the first and the last; those of rows aren't alike."""
    kinds: dict[str, list[str]] = {}
    for address in found:
        kinds.setdefault(re.sub(r"(sammantrade|organ|kommuner|kommun)/[^/.]+", r"\1/1", address), []).append(address)
    return [address for alike in kinds.values() for address in dict.fromkeys([alike[0], alike[-1]])]


def expected_on_the_page(line: str) -> str:
    """How a line of the document reads on the plan's page: dates in full, amounts with hard spaces, no bullets."""
    line = squeezed(re.sub(r"</?p>|\*\*|^- ", "", line))
    months = "|".join(MONTHS)
    line = re.sub(rf"^(\d+)(?:-(\d+))? ({months})(?: 2017)?\b", lambda m: span(m), line)
    line = re.sub(rf"^({months}) 2018", lambda m: f"{m[1].lower()} 2018 (preliminärt)", line, flags=re.IGNORECASE)
    return line


def span(match: re.Match) -> str:
    return f"{match[1]}{'–' + match[2] if match[2] else ''} {match[3]} 2017"


def test_seed_s_every_line_stands_on_the_plan_page_in_order(client, seed_file, seed_text):
    publish(seed_file, 2017)
    page = words_of(client.get("/verksamhetsplan/2017/").content.decode())
    article = page[page.index("Fastställd 8 december 2016") :]

    lines = [line for line in seed_text.splitlines()[6:] if line.strip() and not line.startswith("---")]
    lines = [piece for line in lines for piece in pieces(line)]
    place, missing = 0, []
    for piece in lines:
        found = article.find(piece, place)
        if found < 0:
            missing.append(piece)
        else:
            place = found + len(piece)

    assert missing == []
    assert len(lines) > 150


def pieces(line: str) -> list[str]:
    """A line's parts that stand one after the other: table cells, a date and its hosts, a label and its amount."""
    if line.strip() in {"Budget 2017", "Verksamhetsplan 2017"}:
        return []
    if re.match(r"\d{4}\t", line) or line.count("\t") > 1:
        return [squeezed(re.sub(r"</?p>", "", cell)) for cell in line.split("\t")]
    if hosts := re.match(r"(\S[^(]*?)\s*\(([A-ZÅÄÖ][^)]+)\)$", line):
        return [expected_on_the_page(hosts[1]), hosts[2]]
    if label := re.match(r"(\d+-\d+ \w+) \((\w+)\)$", line):
        return [expected_on_the_page(label[1]), label[2]]
    if amount := re.match(r"(.*\S) (\d+ \d{3})$", line):
        return [amount[1], amount[2]]
    return [expected_on_the_page(line)]


def test_seed_s_calendar_stands_on_the_year_page(client, seed_file):
    publish(seed_file, 2017)

    rows = client.get("/kalender/2017/").context["meetings"]

    assert len(rows) == 17
    assert [meeting.when for meeting in rows][:3] == ["20 januari 2017", "2 februari 2017", "24 februari 2017"]
    assert [meeting.when for meeting in client.get("/kalender/2018/").context["meetings"]] == [
        "januari 2018 (preliminärt)",
        "mars 2018 (preliminärt)",
        "april 2018 (preliminärt)",
    ]


def test_seed_s_calendar_read_back_from_the_feed_is_the_seed_s(client, seed_file):
    publish(seed_file, 2017)

    calendar = Calendar.from_ical(client.get("/kalender/alla.ics?ar=2017").content)
    read = sorted((event["SUMMARY"], *when(event), event.get("LOCATION", "")) for event in calendar.events)

    names = {name: short or name for name, short, *_ in expected.BODIES}
    of_2017 = [row for row in expected.MEETINGS if row[2] and row[1].startswith("2017")]
    assert len(of_2017) == 17
    assert read == sorted(
        (
            f"{names[body]}, {label[:1].lower()}{label[1:]}" if (label := title or kind) else names[body],
            first,
            last,
            times,
            hosts.replace(", ", " och "),
        )
        for body, first, last, times, kind, title, hosts in of_2017
    )
    assert len(Calendar.from_ical(client.get("/kalender/alla.ics?ar=2018").content).events) == 0


def when(event: Event) -> tuple[str, str, str]:
    """First day, last day and clock times of an event, as the document gives them."""
    if isinstance(event.start, dt.datetime):
        assert str(event.start.tzinfo) == "Europe/Stockholm"
        day = event.start.date().isoformat()
        return day, day, f"{event.start:%H.%M}-{event.end:%H.%M}"
    return event.start.isoformat(), (event.end - dt.timedelta(days=1)).isoformat(), ""


def test_another_cooperation_gets_its_own_portal(client, settings):
    settings.PORTAL_TODAY = dt.date(2031, 1, 15)
    publish(INVENTED, 2031)

    for address, html in pages(client, addresses(2031)).items():
        for foreign in ("södertörn", "sodertorn", "huddinge", "nykvarn", "haninge", "samarbetskommitté"):
            assert foreign not in html.lower(), address
    page = words_of(client.get("/verksamhetsplan/2031/").content.decode())
    assert "Fjärdkommunernas Samverkansråd · Budget 2031" in page
    assert "30 september–1 oktober 2031 – Örnskär" in page
    assert "februari 2032 (preliminärt)" in page
    assert client.get("/om/").content.decode().count("<circle") == 5
    members = client.get("/kommuner/").context["members"]
    assert [municipality.name for municipality in members] == ["Häggvåg", "Näsholma", "Strömsby", "Ålvik", "Örnskär"]


def test_draft_shows_on_no_page_and_changes_none(client):
    publish(DEMO, 2017)
    seen = addresses(2017)
    before = pages(client, some(seen))

    call_command("import_plan", INVENTED)

    assert pages(client, list(before)) == before
    new_pages = pages(client, some([address for address in addresses(2031) if address not in seen]))
    assert {words_of(html) for html in new_pages.values()} == {words_of(before["/finns-inte/"])}
    assert len(new_pages) > 12
