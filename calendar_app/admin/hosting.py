"""Kinds of meetings and rotas of hosts, in the admin."""

from __future__ import annotations

from django.contrib import admin, messages

from calendar_app.models import HostTurn, MeetingKind
from calendar_app.operations import swap_turns
from committee.admin.actions import announce
from committee.admin.base import ForgivingAdmin, VisibleAdmin


@admin.action(description="Byt kommun mellan två värdskap", permissions=["change"])
def swap(model_admin, request, queryset) -> None:
    """Let the municipalities of the two chosen turns exchange them."""
    turns = list(queryset.select_related("body", "municipality"))
    if len(turns) != 2 or turns[0].body_id != turns[1].body_id:
        model_admin.message_user(request, "Välj två värdskap i samma organ.", messages.ERROR)
        return
    swap_turns(*turns)
    words = " och ".join(str(turn) for turn in HostTurn.objects.filter(pk__in=[turn.pk for turn in turns]))
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
