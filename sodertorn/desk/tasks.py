"""What needs doing now, collected from the floors below: each thing in words with the page where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from budget.models import Budget
from calendar_app.models import (
    Delivery,
    Document,
    FollowUp,
    Meeting,
    MeetingQuerySet,
    Minutes,
    Notice,
    State,
)
from committee.models import Plan, PlanNode
from committee.promises import Verdict
from committee.reader import Reader

CALLED_WITHIN = dt.timedelta(days=21)
"""How long before a meeting its kallelse is to be sent, as the desk reminds of it."""
URGENT_WITHIN = dt.timedelta(days=7)
LOOKS_BACK = dt.timedelta(days=180)
"""How long a meeting that was held is asked about."""
MOST = 5


@dataclass(frozen=True)
class Task:
    """Something to do, and where."""

    words: str
    address: str
    is_urgent: bool = False


@dataclass(frozen=True)
class Group:
    """Things to do with the same sort of thing."""

    title: str
    tasks: list[Task] = field(default_factory=list)


@dataclass(frozen=True)
class Asker:
    """Who asks what there is to do, and when."""

    reader: Reader
    today: dt.date
    at: dt.datetime

    def meetings(self) -> MeetingQuerySet:
        return Meeting.objects.visible_to(self.reader).select_related("body", "kind")

    def coming(self) -> MeetingQuerySet:
        return self.meetings().upcoming(self.today)


def groups_for(asker: Asker, promises: Iterable[tuple[int, list[Verdict]]]) -> list[Group]:
    """What there is to do, the sorts that nothing waits in left out. About fifteen queries, however much waits."""
    sorts: dict[str, list[Callable[[Asker], Iterator[Task]]]] = {
        "Möten": [
            untold_cancellations,
            unreached_mails,
            meetings_to_call,
            agendas_with_drafts,
            months_without_a_day,
            meetings_to_close,
            draft_meetings,
        ],
        "Protokoll och beslut": [minutes_to_write, minutes_to_adjust, overdue_follow_ups],
        "Handlingar": [documents_to_mark],
        "Plan": [lambda asker: broken_promises(promises, asker.today.year), open_plans, commitments_without_owner],
        "Budget": [undivided_budgets, budgets_without_outcome],
    }
    groups = [Group(title, [task for find in finders for task in find(asker)]) for title, finders in sorts.items()]
    return [group for group in groups if group.tasks]


def few(rows: QuerySet, task: Callable[..., Task], rest: str) -> Iterator[Task]:
    """The first few rows as tasks, and a line that says there are others and leads to the next one. One query."""
    found = list(rows[: MOST + 1])
    yield from (task(row) for row in islice(found, MOST))
    if len(found) > MOST:
        yield Task(f"… och fler: {rest}", task(found[MOST]).address)


def changelist(name: str, query: str = "") -> str:
    return reverse(f"admin:{name}_changelist") + query


def untold_cancellations(asker: Asker) -> Iterator[Task]:
    """Cancelled ones whose latest notice says something else: those who were called don't know."""
    latest = Notice.objects.filter(meeting=OuterRef("pk")).order_by("-number").values("kind")[:1]
    others = [kind for kind in Notice.Kind if kind != Notice.Kind.CANCELLATION]
    rows = asker.coming().filter(state=State.CANCELLED).alias(latest=Subquery(latest)).filter(latest__in=others)
    for meeting in rows:
        yield Task(f"Berätta att {meeting} är inställt", notices_of(meeting), is_urgent=True)


def unreached_mails(asker: Asker) -> Iterator[Task]:
    """Meetings whose notices haven't reached someone: of a cancelled one only that it is cancelled."""
    deliveries = Delivery.objects.unreached(asker.at).filter(notice__meeting=OuterRef("pk"))
    is_current = ~Q(notice__meeting__state=State.CANCELLED) | Q(notice__kind=Notice.Kind.CANCELLATION)
    for meeting in asker.coming().filter(Exists(deliveries.filter(is_current))):
        yield Task(f"Brev om {meeting} har inte nått alla", notices_of(meeting), is_urgent=True)


def meetings_to_call(asker: Asker) -> Iterator[Task]:
    rows = asker.coming().filter(state=State.PLANNED, precision=Meeting.Precision.DAY)
    for meeting in rows.filter(starts_on__lte=asker.today + CALLED_WITHIN):
        days = (meeting.starts_on - asker.today).days
        when = "i dag" if days < 1 else "i morgon" if days == 1 else f"om {days} dagar"
        is_urgent = meeting.starts_on <= asker.today + URGENT_WITHIN
        yield Task(f"Kalla till {meeting}, {when}", notices_of(meeting), is_urgent)


def agendas_with_drafts(asker: Asker) -> Iterator[Task]:
    """Meetings that are public, with items or documents that aren't yet."""
    drafts = [
        Count("items", Q(items__announced_at=None), distinct=True),
        Count("documents", Q(documents__announced_at=None), distinct=True),
    ]
    rows = asker.coming().not_cancelled().exclude(announced_at=None)
    rows = rows.annotate(draft_items=drafts[0], draft_documents=drafts[1])
    waiting = rows.filter(Q(draft_items__gt=0) | Q(draft_documents__gt=0))
    yield from few(waiting, publishing, "möten med utkast")


def publishing(meeting: Meeting) -> Task:
    items = counted(meeting.draft_items, "ärende", "ärenden")
    documents = counted(meeting.draft_documents, "handling", "handlingar")
    words = f"Publicera {' och '.join(filter(None, [items, documents]))} till {meeting}"
    return Task(words, reverse("calendar:meeting-agenda", args=[meeting.pk]))


def months_without_a_day(asker: Asker) -> Iterator[Task]:
    for meeting in asker.coming().not_cancelled().filter(precision=Meeting.Precision.MONTH):
        yield Task(f"Ge {meeting.name} {meeting.when} en dag", reverse("calendar:meeting-day", args=[meeting.pk]))


def meetings_to_close(asker: Asker) -> Iterator[Task]:
    """Those whose day is over, and of which nobody has said that they were held."""
    rows = asker.meetings().past(asker.today).filter(ends_on__gte=asker.today - LOOKS_BACK)
    rows = rows.filter(state__in=[State.PLANNED, State.CALLED], precision=Meeting.Precision.DAY)
    yield from few(rows, asked_of, "möten vars dag är över")


def asked_of(meeting: Meeting) -> Task:
    return Task(f"Säg om {meeting} hölls", reverse("admin:calendar_app_meeting_change", args=[meeting.pk]))


def draft_meetings(asker: Asker) -> Iterator[Task]:
    if count := asker.coming().filter(announced_at=None).count():
        words = f"{counted(count, 'möte', 'möten')} är utkast"
        yield Task(words, changelist("calendar_app_meeting", "?state__exact=draft"))


def minutes_to_write(asker: Asker) -> Iterator[Task]:
    rows = asker.meetings().filter(state=State.HELD, minutes=None, ends_on__gte=asker.today - LOOKS_BACK)
    yield from few(rows.order_by("ends_on", "pk"), writing, "möten utan protokoll")


def writing(meeting: Meeting) -> Task:
    return Task(f"Skriv protokollet från {meeting}", reverse("calendar:meeting-minutes", args=[meeting.pk]))


def minutes_to_adjust(asker: Asker) -> Iterator[Task]:
    rows = Minutes.objects.visible_to(asker.reader).not_adjusted().without_content()
    for minutes in rows.select_related("meeting__body", "meeting__kind"):
        waits = "väntar på justering" if minutes.is_sent else "är inte skickat för justering"
        yield Task(f"{minutes} {waits}", reverse("calendar:meeting-minutes", args=[minutes.meeting_id]))


def overdue_follow_ups(asker: Asker) -> Iterator[Task]:
    if count := FollowUp.objects.visible_to(asker.reader).overdue(asker.today).count():
        words = f"{count} beslut är försenat" if count == 1 else f"{count} beslut är försenade"
        yield Task(words, changelist("calendar_app_followup", "?lage=forsenad"), is_urgent=True)


def documents_to_mark(asker: Asker) -> Iterator[Task]:
    """Those that are read from now on, and of which it isn't said in which language, or whether all can read them."""
    rows = Document.objects.visible_to(asker.reader).filter(meeting__in=asker.coming().order_by())
    unmarked = rows.filter(Q(language="") | Q(is_accessible=None)).order_by("meeting__starts_on", "pk")
    yield from few(unmarked, marking, "handlingar utan språk eller tillgänglighet")


def marking(document: Document) -> Task:
    missing = [word for word, is_missing in marks_of(document) if is_missing]
    words = f"Ange {' och '.join(missing)} för ”{document}”"
    return Task(words, reverse("calendar:document-change", args=[document.pk]))


def marks_of(document: Document) -> list[tuple[str, bool]]:
    return [("språk", not document.language), ("tillgänglighet", document.is_accessible is None)]


def broken_promises(promises: Iterable[tuple[int, list[Verdict]]], this_year: int) -> Iterator[Task]:
    """Promises of this year that don't hold; what the next year still lacks is no news yet."""
    for year, verdicts in promises:
        for verdict in verdicts:
            if year == this_year and not verdict.is_kept:
                body = f"{verdict.promise.body_name}: " if verdict.promise.body_name else ""
                yield Task(f"Löftet hålls inte: {body}{verdict.words}", "#loften", is_urgent=True)


def open_plans(asker: Asker) -> Iterator[Task]:
    for plan in Plan.objects.visible_to(asker.reader).open():
        waits = "rättas. Fastställ rättelsen eller avsluta den" if plan.reopened_at else "är ett utkast"
        yield Task(f"{plan} {waits}", reverse("admin:committee_plan_change", args=[plan.pk]))


def commitments_without_owner(asker: Asker) -> Iterator[Task]:
    """By plan, of this year and later."""
    nodes = PlanNode.objects.visible_to(asker.reader).filter(kind=PlanNode.Kind.COMMITMENT, owner=None)
    plans = nodes.filter(plan__year__gte=asker.today.year).values_list("plan", "plan__year")
    for plan, year, count in plans.annotate(count=Count("pk")).order_by("plan__year"):
        words = f"{counted(count, 'åtagande', 'åtaganden')} i planen för {year} saknar ansvarigt organ"
        yield Task(
            words,
            changelist("committee_plannode", f"?plan__id__exact={plan}&kind__exact=commitment&owner__isnull=True"),
        )


def undivided_budgets(asker: Asker) -> Iterator[Task]:
    for budget in Budget.objects.visible_to(asker.reader).undivided():
        yield Task(f"Fördela avgiften i {lowered(budget)} på nytt", reverse("budget:fee-scenarios", args=[budget.pk]))


def budgets_without_outcome(asker: Asker) -> Iterator[Task]:
    for budget in Budget.objects.visible_to(asker.reader).without_outcome(asker.today):
        words = f"{counted(budget.missing_count, 'post', 'poster')} i {lowered(budget)} saknar utfall"
        yield Task(words, reverse("budget:budget-results", args=[budget.pk]))


def notices_of(meeting: Meeting) -> str:
    return reverse("calendar:meeting-notices", args=[meeting.pk])


def lowered(budget: Budget) -> str:
    """In the middle of a sentence."""
    return str(budget)[:1].lower() + str(budget)[1:]


def counted(count: int, one: str, many: str) -> str:
    """
    >>> counted(1, "ärende", "ärenden"), counted(3, "ärende", "ärenden"), counted(0, "ärende", "ärenden")
    ('1 ärende', '3 ärenden', '')
    """
    return f"{count} {one if count == 1 else many}" if count else ""
