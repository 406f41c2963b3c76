"""What is to be followed up, in the admin: found, noted as done, and kept with the decision it came from."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest

from calendar_app.minutes.operations import finish, reopen
from calendar_app.models import FollowUp
from committee.admin.actions import Foretold, confirmed, those
from committee.admin.base import VisibleAdmin
from committee.swedish import long_date


class IsDoneFilter(admin.SimpleListFilter):
    title = "läge"
    parameter_name = "lage"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("vantar", "väntar"), ("forsenad", "försenad"), ("klar", "klar"), ("alla", "alla")]

    def choices(self, changelist) -> list[dict]:
        """Those that wait are shown from the start."""
        return list(super().choices(changelist))[1:]

    def value(self) -> str:
        return super().value() or "vantar"

    def queryset(self, request: HttpRequest, queryset):
        if self.value() == "vantar":
            return queryset.waiting()
        if self.value() == "forsenad":
            return queryset.overdue(request.today)
        return queryset.exclude(done_on=None) if self.value() == "klar" else queryset


def foretell_done(request: HttpRequest, follow_ups: list[FollowUp]) -> Foretold:
    waiting = [row for row in follow_ups if row.done_on is None]
    done = [row for row in follow_ups if row.done_on]
    if not waiting:
        return Foretold(refusal="Det du har valt är redan klart. Det finns inget att göra.")
    sentences = those(waiting, f"blir {'klar' if len(waiting) == 1 else 'klara'} {long_date(request.today)}")
    sentences.append("Det som är klart står inte på föredragningslistor för möten efter den dagen.")
    return Foretold([*sentences, *those(done, "har redan en dag och behåller den")])


def foretell_waiting(request: HttpRequest, follow_ups: list[FollowUp]) -> Foretold:
    done = [row for row in follow_ups if row.done_on]
    waiting = [row for row in follow_ups if row.done_on is None]
    if not done:
        return Foretold(refusal="Det du har valt väntar redan. Det finns inget att öppna igen.")
    sentences = [f"{row} väntar igen. Dagen då det blev klart tas bort: {long_date(row.done_on)}." for row in done]
    sentences.append("Det som väntar står på organets föredragningslistor tills det är klart.")
    return Foretold([*sentences, *those(waiting, "väntar redan och förblir som förut")])


@confirmed(title="Markera som klar", button="Markera som klar", foretell=foretell_done)
def mark_done(model_admin: admin.ModelAdmin, request: HttpRequest, follow_ups: list[FollowUp]) -> None:
    """Note that the chosen ones were done today; those done before keep their day."""
    count = sum(finish(follow_up, request.today) for follow_up in follow_ups)
    words = "1 uppföljning är klar." if count == 1 else f"{count} uppföljningar är klara."
    model_admin.message_user(request, words, messages.SUCCESS)


@confirmed(title="Öppna igen", button="Öppna igen", foretell=foretell_waiting)
def mark_waiting(model_admin: admin.ModelAdmin, request: HttpRequest, follow_ups: list[FollowUp]) -> None:
    """Let the chosen ones wait again."""
    count = sum(reopen(follow_up) for follow_up in follow_ups)
    words = "1 uppföljning väntar igen." if count == 1 else f"{count} uppföljningar väntar igen."
    model_admin.message_user(request, words, messages.SUCCESS)


@admin.register(FollowUp)
class FollowUpAdmin(VisibleAdmin):
    empty_words = "Inget väntar. Uppföljningar skrivs i protokollet, under beslutet som de hör till."
    list_display = ["task", "owner_words", "due_on", "state", "decision"]
    list_filter = [IsDoneFilter, "municipality"]
    search_fields = ["task", "owner", "municipality__name", "paragraph__title"]
    date_hierarchy = "due_on"
    fields = ["task", "municipality", "owner", "due_on", "done_on", "decision"]
    actions = [mark_done, mark_waiting]

    def get_queryset(self, request: HttpRequest):
        related = ("municipality", "paragraph__minutes__meeting__body", "paragraph__minutes__meeting__kind")
        is_late = ExpressionWrapper(Q(done_on=None, due_on__lt=request.today), BooleanField())
        rows = super().get_queryset(request).annotate(is_late=is_late)
        return rows.select_related(*related).defer("paragraph__minutes__content")

    def get_readonly_fields(self, request: HttpRequest, obj: FollowUp | None = None) -> list[str]:
        """What has been sent for adjustment stays; only when it was done is noted."""
        locked = ["task", "municipality", "owner", "due_on"] if obj and obj.paragraph.minutes.is_sent else []
        return [*locked, "decision"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are written in the minutes, beneath the decision that asks for them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: FollowUp | None = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not (obj.done_on or obj.paragraph.minutes.is_sent))

    @admin.display(description="ansvarig", ordering="municipality__name")
    def owner_words(self, follow_up: FollowUp) -> str:
        return follow_up.owner_words

    @admin.display(description="läge", ordering="done_on")
    def state(self, follow_up: FollowUp) -> str:
        if follow_up.done_on:
            return f"klar {follow_up.done_on}"
        return "försenad" if follow_up.is_late else "väntar"

    @admin.display(description="beslut", ordering="paragraph__section")
    def decision(self, follow_up: FollowUp) -> str:
        return f"{follow_up.paragraph}, {follow_up.paragraph.minutes.meeting}"
