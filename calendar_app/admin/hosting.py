"""Kinds of meetings and rotas of hosts, in the admin."""

from __future__ import annotations

from copy import copy

from django.contrib import admin, messages
from django.http import HttpRequest

from calendar_app.checking import broken_and_mended
from calendar_app.models import HostTurn, Meeting, MeetingKind
from calendar_app.operations import swap_turns
from committee.admin.actions import Foretold, announce, confirmed, named
from committee.admin.base import ForgivingAdmin, VisibleAdmin


def foretell_swap(request: HttpRequest, turns: list[HostTurn]) -> Foretold:
    """What becomes of two turns, and of the promise that hosts follow the rota."""
    if len(turns) != 2 or turns[0].body_id != turns[1].body_id:
        return Foretold(refusal="Välj två värdskap i samma organ.")
    if turns[0].municipality_id == turns[1].municipality_id:
        return Foretold(refusal="Värdskapen har redan samma kommun. Det finns inget att byta.")
    drafts = [turn.municipality for turn in turns if turn.municipality.announced_at is None]
    public = [turn for turn in turns if turn.announced_at]
    if drafts and public:
        return Foretold(refusal=f"{named(drafts)} är ett utkast. Publicera kommunen först.")
    pairs = (turns, reversed(turns))
    sentences = [f"{one.body} {one.when}: {new.municipality} i stället för {one.municipality}." for one, new in pairs]
    if public:
        sentences.append("Alla ser bytet direkt, också i kalendern.")
    years = [turn.year for turn in turns if turn.year]
    meetings = Meeting.objects.filter(body=turns[0].body_id).select_related("body")
    touched = list(meetings.filter(starts_on__year__in=years) if years else meetings)
    return Foretold([*sentences, *broken_and_mended(touched, lambda: swap_turns(*copies(turns)), request.reader)])


def copies(rows: list) -> list:
    """The rows to try something with, so that those in hand stay as they are."""
    return [copy(row) for row in rows]


@confirmed(title="Byt kommun mellan två värdskap", button="Byt kommun", foretell=foretell_swap)
def swap(model_admin: admin.ModelAdmin, request: HttpRequest, turns: list[HostTurn]) -> None:
    """Let the municipalities of the two chosen turns exchange them."""
    swap_turns(*turns)
    words = named(HostTurn.objects.filter(pk__in=[turn.pk for turn in turns]))
    model_admin.message_user(request, f"Värdskapen har bytt kommun: {words}.", messages.SUCCESS)


@admin.register(MeetingKind)
class MeetingKindAdmin(ForgivingAdmin):
    list_display = ["name", "counts_as_ordinary", "counts_in_rota"]
    search_fields = ["name"]


@admin.register(HostTurn)
class HostTurnAdmin(VisibleAdmin):
    list_display = ["when", "body", "municipality", "is_announced"]
    list_filter = ["body", "municipality"]
    list_select_related = ["body", "municipality"]
    search_fields = ["year", "body__name", "municipality__name"]
    fields = ["body", "year", "position", "municipality", "plan", "announced_at"]
    autocomplete_fields = ["body", "municipality"]
    readonly_fields = ["announced_at", "plan"]
    actions = [announce, swap]

    @admin.display(description="år eller plats", ordering="year")
    def when(self, turn: HostTurn) -> str:
        return turn.when

    @admin.display(description="publicerat", boolean=True, ordering="announced_at")
    def is_announced(self, turn: HostTurn) -> bool:
        return turn.announced_at is not None
