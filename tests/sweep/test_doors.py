"""Each door is taken out in turn, and the sweep sees what gets out."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import islice

import pytest

from committee.querysets import PublicQuerySet
from tests.leaks import Door, doors, modules, without
from tests.sweep.answers import Answer
from tests.sweep.canaries import IN_FULL, SECRETARY
from tests.sweep.crawl import Crawler
from tests.sweep.sweep import Sweep

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]

DOORS = [door for module in modules() for door in doors(module)]
BEHIND_ANOTHER = {
    "calendar_app.checking:broken_by:Meeting.objects": "reads as the secretariat, whoever asks",
    "calendar_app.documents.packing:latest_versions:DocumentVersion.objects": "of documents that agenda_of gave",
    "calendar_app.documents.views:document_versions:DocumentVersion.objects": "of a document asked for just before",
    "calendar_app.documents.views:meeting_package:Meeting.objects": "agenda_of gives nothing, and that is 404 too",
    "calendar_app.member.reading:with_news:MeetingChange.objects": "of meetings that were asked for",
    "calendar_app.minutes.reading:entries_of:FollowUp.objects": "of paragraphs that were asked for just before",
    "calendar_app.models.minutes:withheld_from:Minutes.objects": "of minutes that their page asked for",
    "budget.follow_up:follow_up_of:Budget.objects": "adopted() in the same line",
    "budget.shares.reading:in_force_in:Budget.objects": "adopted() in the same line",
    "budget.years:years_page:Budget.objects": "adopted() in the same line",
    "sodertorn.publication.admin:arrange:PlanNode.objects": "of a plan that get_queryset gave",
    "sodertorn.views:home:Budget.objects": "adopted() in the same line",
    "calendar_app.models.notice:visible_to:Meeting.objects": "no page asks for answers by it",
}
SECRETARY_ALONE = {
    "budget.exchange": "only_secretariat",
    "budget.promises": "the desk's, for the secretariat",
    "budget.secretariat": "only_secretariat",
    "budget.shares.invoice_pages": "only_secretariat",
    "budget.shares.invoicing": "only_secretariat",
    "budget.shares.members": "only_secretariat",
    "budget.shares.scenario_page": "only_secretariat",
    "budget.shares.secretariat": "only_secretariat",
    "calendar_app.agenda.secretariat": "only_secretariat",
    "calendar_app.documents.forms": "only_secretariat",
    "calendar_app.documents.secretariat": "only_secretariat",
    "calendar_app.minutes.page": "only_secretariat",
    "calendar_app.minutes.secretariat": "only_secretariat",
    "calendar_app.notices.contents": "only_secretariat",
    "calendar_app.notices.secretariat": "only_secretariat",
    "calendar_app.planning_page": "only_secretariat",
    "calendar_app.planning_rows": "only_secretariat",
    "calendar_app.secretariat": "only_secretariat",
    "committee.forms": "only_secretariat",
    "committee.history.pages": "row_or_404 asks who reads",
    "sodertorn.desk.pages:desk_of": "index asks who reads",
    "sodertorn.desk.searching": "only_secretariat",
    "sodertorn.desk.tasks": "index asks who reads",
    "sodertorn.insight.withheld": "only_secretariat",
    "sodertorn.importing.pages": "only_secretariat",
    "sodertorn.publication.rollover_views": "only_secretariat",
    "sodertorn.publication.views": "only_secretariat",
}
"""Modules whose doors nobody else comes to, though one with every right to every table tries; and what stops them."""


PRESSED = {
    "budget.secretariat.pages:held_budget:Budget.objects",
    "budget.shares.secretariat:population_form:Municipality.objects",
    "budget.exchange.operations:missing_commitments:PlanNode.objects",
    "calendar_app.agenda.secretariat:act_on_item:AgendaItem.objects",
    "calendar_app.planning_rows:objections_to:Body.objects",
    "calendar_app.planning_rows:objections_to:Meeting.objects",
    "sodertorn.importing.pages:shown_of:Plan.objects",
    "sodertorn.publication.rollover_views:refused_page:Plan.objects",
}
"""Of those, the ones behind a button, which the secretary doesn't press."""


def is_of_what_all_read(door: Door) -> bool:
    """Whether the rows have nothing hidden: their `visible_to` gives everyone every row."""
    model = getattr(door.module, door.asked.partition(".")[0], None)
    return inspect.isclass(model) and isinstance(model.objects.all(), PublicQuerySet)


def reason_of(door: Door) -> str:
    alone = (why for start, why in SECRETARY_ALONE.items() if str(door).startswith(start))
    return BEHIND_ANOTHER.get(str(door)) or next(alone, "")


LONE = [door for door in DOORS if not is_of_what_all_read(door) and not reason_of(door)]
OURS = [door for door in DOORS if reason_of(door) and str(door) not in BEHIND_ANOTHER]
MOST = 60
"""How many of the requests that pass a door are tried without it."""


def leaks(swept: Sweep, door: Door) -> Iterator[str]:
    """What gets out when a door is away, one request at a time."""
    for crawler, one in islice(swept.passed((door.module.__name__, door.number)), MOST):
        with without(door):
            after = answers_to(swept, crawler, one)
        was = swept.pressed[crawler.reader, one] if isinstance(one, int) else [crawler.answers[one]]
        address = swept.forms[one][0] if isinstance(one, int) else one
        yield from (fault for answer in after for fault in crawler.faults(address, answer))
        if was[0].status == 404 != after[0].status:
            yield f"{crawler.reader} gets an answer at {address}"
        if isinstance(one, str) and tells(crawler, one, was[0].mark, after[0].mark):
            yield f"{crawler.reader} reads something else at {one}"


def tells(crawler: Crawler, address: str, was: str, now: str) -> bool:
    """Whether the answer has become another, and not only because it never is the same twice.

    Of these readers it is shown that their answers are those of a portal with nothing hidden.
    """
    return crawler.reader in IN_FULL and was != now and crawler.ask(address).mark == was


def answers_to(swept: Sweep, crawler: Crawler, one: str | int) -> list[Answer]:
    return crawler.press(one, *swept.forms[one]) if isinstance(one, int) else [crawler.ask(one)]


@pytest.mark.parametrize("door", LONE, ids=str)
def test_leak_is_seen_when_a_door_is_taken_out(swept, door):
    assert next(leaks(swept, door), None)


@pytest.mark.parametrize("door", OURS, ids=str)
def test_door_of_the_secretariat_is_passed_by_no_one_else(swept, door):
    key = (door.module.__name__, door.number)

    assert key in swept.crawlers[SECRETARY].passed or str(door) in PRESSED
    assert swept.passed(key) == []


def test_doors_behind_others_are_there():
    assert set(BEHIND_ANOTHER) <= {str(door) for door in DOORS}
    assert len(LONE) > 69
