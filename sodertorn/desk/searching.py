"""Search over everything that the secretariat edits: by each sort's own fields, only among the rows that are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from budget.models import Budget, BudgetLine
from calendar_app.models import AgendaItem, Document, Paragraph

MOST = 10
LONGEST = 200
AROUND = 60


@dataclass(frozen=True)
class Hit:
    """A row that was found: its name, where it is edited, and the words around what was looked for."""

    title: str
    address: str
    excerpt: str = ""


@dataclass(frozen=True)
class Found:
    """The rows of a sort, at most ten; `all_at` is where all of them are listed, if anywhere."""

    kind: str
    hits: list[Hit]
    all_at: str = ""


@dataclass(frozen=True)
class OwnPages:
    """Rows that have pages of their own instead of the admin's."""

    rows: Callable[[HttpRequest], QuerySet]
    fields: tuple[str, ...]
    address: Callable[[Model], str]


def agenda_items(request: HttpRequest) -> QuerySet:
    return AgendaItem.objects.visible_to(request.reader).select_related("meeting__body", "meeting__kind")


def documents(request: HttpRequest) -> QuerySet:
    return Document.objects.visible_to(request.reader).select_related("meeting")


def paragraphs(request: HttpRequest) -> QuerySet:
    return Paragraph.objects.visible_to(request.reader).select_related("minutes").defer("minutes__content")


def budget_lines(request: HttpRequest) -> QuerySet:
    return BudgetLine.objects.filter(budget__in=Budget.objects.visible_to(request.reader))


OWN = [
    OwnPages(
        agenda_items,
        ("title", "text", "proposal", "presenter"),
        lambda item: reverse("calendar:item-change", args=[item.pk]),
    ),
    OwnPages(
        documents,
        ("title", "registration_number"),
        lambda document: reverse("calendar:document-change", args=[document.pk]),
    ),
    OwnPages(
        paragraphs,
        ("title", "text", "decision"),
        lambda paragraph: reverse("calendar:meeting-minutes", args=[paragraph.minutes.meeting_id]),
    ),
    OwnPages(
        budget_lines,
        ("label", "note", "group"),
        lambda line: reverse("budget:line-change", args=[line.budget_id, line.pk]),
    ),
]


def search(request: HttpRequest, words: str) -> list[Found]:
    """What there is of the words, by sort, for the secretariat; sorts without any are left out. One query a sort."""
    words = " ".join(words[:LONGEST].split())
    if not words:
        return []
    return [found for found in [*in_admin(request, words), *on_own_pages(request, words)] if found.hits]


def in_admin(request: HttpRequest, words: str) -> Iterator[Found]:
    """The admin's own searches, of the sorts whose lists the one who asks may open."""
    for model, page in admin.site._registry.items():
        if page.search_fields and page.has_view_permission(request):
            rows, _ = page.get_search_results(request, page.get_queryset(request), words)
            fields = [name for name in page.search_fields if "__" not in name]
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            hits = [hit(row, words, fields, reverse(f"{name}_change", args=[row.pk])) for row in rows[:MOST]]
            yield Found(kind_of(model), hits, f"{reverse(f'{name}_changelist')}?{urlencode({'q': words})}")


def on_own_pages(request: HttpRequest, words: str) -> Iterator[Found]:
    """Rows that have each of the words in some field."""
    for sort in OWN:
        rows = sort.rows(request)
        for word in words.split():
            in_some = [Q(**{f"{name}__icontains": word}) for name in sort.fields]
            rows = rows.filter(Q(*in_some, _connector=Q.OR))
        yield Found(kind_of(rows.model), [hit(row, words, sort.fields, sort.address(row)) for row in rows[:MOST]])


def kind_of(model: type[Model]) -> str:
    return capfirst(str(model._meta.verbose_name_plural))


def hit(row: Model, words: str, fields: list[str] | tuple[str, ...], address: str) -> Hit:
    title = str(row)
    texts = (str(getattr(row, name, "") or "") for name in fields)
    first = words.split()[0]
    within = next((text for text in texts if first.casefold() in text.casefold() and text not in title), "")
    return Hit(title, address, excerpt(within, first))


def excerpt(text: str, word: str) -> str:
    """The text around a word, in whole words.

    >>> excerpt("Vi bygger vägar.", "väg")
    'Vi bygger vägar.'
    >>> excerpt("a " * 100 + "väg " + "b " * 100, "väg").replace("a ", "").replace("b ", "").split()
    ['…', 'väg', '…']
    """
    place = text.casefold().find(word.casefold())
    if place < 0:
        return ""
    start, end = max(place - AROUND, 0), place + len(word) + AROUND
    first = text.find(" ", start, place) + 1 if start else 0
    last = text.rfind(" ", place + len(word), end) if end < len(text) else len(text)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return f"{before}{text[first or start : last if last > 0 else end].strip()}{after}"
