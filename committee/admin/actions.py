"""What the secretariat does to many rows at once: told in words first, and done once, to what was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import model_ngettext
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from committee import clock
from committee.canonical import checksum
from committee.posting import is_key
from committee.refusal import RefusedError
from committee.swedish import enumerate_words

NAMED = 12
"""So many rows are named in a sentence; of the rest it is said how many they are."""
SHOWN, TOLD = "shown", "told"
"""What a page of confirmation carries: each row's key and stamp as it was shown, and the checksum of what was said."""


@dataclass(frozen=True)
class Foretold:
    """What an action will do to the chosen rows, a sentence for each thing; or why it can't be done."""

    consequences: Sequence[str] = ()
    refusal: str = ""

    @property
    def sha256(self) -> str:
        return checksum({"consequences": list(self.consequences), "refusal": self.refusal})


Foretell = Callable[[HttpRequest, list], Foretold]
Do = Callable[[admin.ModelAdmin, HttpRequest, list], None]


def confirmed(*, title: str, button: str, foretell: Foretell) -> Callable[[Do], Callable]:
    """Make an action of a function that does something to a list of rows: it is called once the page is confirmed.

    Pressed on rows that have become others since they were shown, or when something else would now happen to them,
    nothing is done and the page is shown again. Rows that the reader doesn't see are never among those chosen.
    """

    def decorate(do: Do) -> Callable:
        @admin.action(description=title, permissions=["change"])
        @wraps(do)
        @transaction.atomic
        def action(model_admin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
            shown = shown_before(request)
            rows = held(model_admin, request, queryset.values_list("pk", flat=True) if shown is None else shown)
            foretold = foretell(request, rows) if rows else Foretold(refusal="Det du har valt finns inte.")
            changed = [] if shown is None else differences(shown, rows)
            is_new = shown is None or changed or request.POST.get(TOLD) != foretold.sha256
            if is_new or foretold.refusal:
                context = {"title": title, "button": button, "foretold": foretold, "changed": changed}
                return page(model_admin, request, rows, context | {"is_again": shown is not None})
            try:
                with transaction.atomic():
                    do(model_admin, request, rows)
            except RefusedError as refused:
                model_admin.message_user(request, str(refused), messages.ERROR)
            return None

        return action

    return decorate


def stamp_of(row: Model) -> str:
    """What a row was, short enough to be carried in a page: another as soon as anything of the row is."""
    if hasattr(row, "version"):
        return str(row.version)
    return checksum({field.attname: field.value_to_string(row) for field in row._meta.concrete_fields})[:16]


def shown_before(request: HttpRequest) -> dict[int, str] | None:
    """The keys of the rows that a page of confirmation showed, and what they were then; None when there was none."""
    if SHOWN not in request.POST:
        return None
    pairs = [pair.partition("-") for pair in request.POST[SHOWN].split()]
    return {int(key): stamp for key, _, stamp in pairs if is_key(key)}


def held(model_admin: admin.ModelAdmin, request: HttpRequest, keys: Iterable[int]) -> list[Model]:
    """Those of the rows that the reader sees, held in the order of their keys until the transaction ends.

    They are read anew once they are held: a row that was waited for is joined with what it led to before.
    """
    rows = model_admin.get_queryset(request).filter(pk__in=list(keys))
    ours = model_admin.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    held_keys = [row.pk for row in ours.only("pk").order_by("pk").select_for_update(of=["self"])]
    rows = model_admin.get_queryset(request).filter(pk__in=held_keys)
    related = model_admin.get_list_select_related(request)
    return list(rows.select_related(*related) if related else rows)


def differences(shown: dict[int, str], rows: list[Model]) -> list[str]:
    """Which rows aren't what they were when they were shown, by name; those that are gone are counted."""
    changed = [str(row) for row in rows if shown[row.pk] != stamp_of(row)]
    gone = len(shown) - len(rows)
    return [*changed, *([f"{gone} {'rad' if gone == 1 else 'rader'} som inte finns kvar"] if gone else [])]


def page(model_admin: admin.ModelAdmin, request: HttpRequest, rows: list[Model], context: dict) -> TemplateResponse:
    """The page that asks; with 409 when it was pressed and nothing was done."""
    context |= {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "counted": counted(rows),
        "row_keys": [row.pk for row in rows],
        "checkbox": ACTION_CHECKBOX_NAME,
        "action": request.POST.get("action", ""),
        "select_across": request.POST.get("select_across", "0"),
        "carried": {SHOWN: " ".join(f"{row.pk}-{stamp_of(row)}" for row in rows), TOLD: context["foretold"].sha256},
        "back": request.get_full_path(),
    }
    status = 409 if context["is_again"] else 200
    return TemplateResponse(request, "admin/confirm_action.html", context, status=status)


def counted(rows: list[Model], n: int | None = None) -> str:
    """How many they are and what: 3 möten."""
    n = len(rows) if n is None else n
    return f"{n} {model_ngettext(rows[0], n)}" if rows else "inga rader"


def named(rows: Sequence[Model]) -> str:
    """The rows' names as a sentence lists them, the first of them when they are many."""
    names = [str(row) for row in rows]
    rest = len(names) - NAMED
    return enumerate_words(names if rest <= 1 else [*names[:NAMED], f"{rest} till"])


def those(rows: Sequence[Model], what: str) -> list[str]:
    """The sentence that so many rows do something, with their names: "2 organ visas för alla: …"; none for no rows."""
    return [f"{counted(list(rows))} {what}: {named(rows)}."] if rows else []


def announcing(drafts: list[Model], others: list[Model], sentences: Sequence[str], along: list[Model]) -> Foretold:
    """What publishing does: what the sentences say of the drafts, and what is as before or comes with them."""
    if not drafts and not along:
        return Foretold(refusal="Det du har valt är redan publicerat. Det finns inget att göra.")
    with_them = [f"{row._meta.verbose_name} {row}" for row in along]
    said = [f"Det som nämns och är utkast visas samtidigt: {enumerate_words(with_them)}."] if along else []
    return Foretold([*sentences, *said, *those(others, "visas redan och förblir som förut")])


def foretell_announce(request: HttpRequest, rows: list[Model]) -> Foretold:
    """For rows that everyone sees when they are published."""
    drafts = [row for row in rows if row.announced_at is None]
    others = [row for row in rows if row.announced_at is not None]
    return announcing(drafts, others, those(drafts, "visas för alla"), same_rows(rows).announced_along())


def same_rows(rows: list[Model]) -> QuerySet:
    """The rows as a queryset, for its verbs."""
    return type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows])


def announce_rows(model_admin: admin.ModelAdmin, request: HttpRequest, rows: list[Model]) -> None:
    """Show the drafts among the rows, and say how many they were."""
    count = same_rows(rows).announce(at=clock.now())
    words = "1 rad publicerades" if count == 1 else f"{count} rader publicerades"
    model_admin.message_user(request, f"{words}. De som redan var publicerade är som förut.", messages.SUCCESS)


@confirmed(title="Publicera: visa för alla", button="Publicera", foretell=foretell_announce)
def announce(model_admin: admin.ModelAdmin, request: HttpRequest, rows: list[Model]) -> None:
    """Show the chosen drafts to everyone."""
    announce_rows(model_admin, request, rows)
