"""Lists, feeds, files and the admin hold as many rows as the reader sees, and no list is empty for want of looking."""

from __future__ import annotations

import re

import pytest

from budget.models import Budget
from calendar_app.models import HostTurn, Meeting
from committee.models import Body, Municipality
from committee.reader import Reader
from tests.sweep.canaries import READERS, SECRETARY, STAFF
from tests.sweep.crawl import Crawler
from tests.sweep.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]

PAGES = {
    "/organ/": (r'href="/organ/([^/"]+)/"', lambda who: Body.objects.visible_to(who)),
    "/kommuner/": (r'href="/kommuner/([^/"]+)/"', lambda who: Municipality.objects.visible_to(who)),
    "/kalender/2017/": (
        r'href="/kalender/sammantrade/(\d+)/"',
        lambda who: Meeting.objects.visible_to(who).in_year(2017),
    ),
    "/budget/": (r'href="/budget/(\d{4})/"', lambda who: Budget.objects.visible_to(who).current()),
    "/budget/alla.csv": (r"(?m)^(\d{4})\b", lambda who: Budget.objects.visible_to(who).current()),
}
"""Where rows are listed, what each row has one of, and which rows there are."""
ADMIN = {
    "/admin/committee/body/": Body,
    "/admin/calendar_app/meeting/": Meeting,
    "/admin/calendar_app/hostturn/": HostTurn,
    "/admin/budget/budget/": Budget,
}


@pytest.mark.parametrize("reader", READERS)
def test_lists_hold_what_the_reader_sees(swept, reader):
    user = swept.made.here.users[reader]
    who = Reader.of(user, TODAY) if user else Reader()
    crawler = swept.crawlers[reader]

    listed = {one: len(set(re.findall(pattern, words(crawler, one)))) for one, (pattern, _) in PAGES.items()}

    assert listed == {one: rows(who).count() for one, (_, rows) in PAGES.items()}
    assert min(listed.values()) > 0


@pytest.mark.parametrize("reader", [SECRETARY, STAFF])
def test_admin_lists_what_the_reader_sees(swept, reader):
    who = Reader.of(swept.made.here.users[reader], TODAY)
    crawler = swept.crawlers[reader]

    listed = {one: len(set(re.findall(rf'href="{one}(\d+)/change/', words(crawler, one)))) for one in ADMIN}

    assert listed == {one: model.objects.visible_to(who).count() for one, model in ADMIN.items()}


def test_feed_holds_what_the_public_sees(swept):
    for reader in READERS:
        feed = words(swept.crawlers[reader], "/kalender/alla.ics")
        public = Meeting.objects.visible_to(Reader()).filter(precision=Meeting.Precision.DAY)

        assert feed.count("BEGIN:VEVENT") == public.count() > 3


def words(crawler: Crawler, address: str) -> str:
    return crawler.answers[address].body.decode()
