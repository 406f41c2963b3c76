"""The secretariat's desk for the calendar."""

from __future__ import annotations

from django.contrib import admin

from calendar_app.models import HostTurn, Meeting, MeetingHost, MeetingKind
from committee.admin.actions import announce
from committee.admin.base import OrderedFormSet, VisibleAdmin


class MeetingHostInline(admin.StackedInline):
    model = MeetingHost
    formset = OrderedFormSet
    extra = 0
    autocomplete_fields = ["municipality"]


@admin.register(Meeting)
class MeetingAdmin(VisibleAdmin):
    list_display = ["when", "name", "clock", "host_names", "is_announced"]
    list_filter = ["body", "precision", "hosts", "starts_on"]
    search_fields = ["body__name", "body__short_name", "title", "venue"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["body"]
    readonly_fields = ["announced_at", "plan"]
    inlines = [MeetingHostInline]
    actions = [announce]

    def get_queryset(self, request):
        return super().get_queryset(request).with_body_and_hosts()

    @admin.display(description="datum", ordering="starts_on")
    def when(self, meeting: Meeting) -> str:
        return meeting.when

    @admin.display(description="möte", ordering="body__position")
    def name(self, meeting: Meeting) -> str:
        return meeting.name

    @admin.display(description="tid", ordering="starts_at")
    def clock(self, meeting: Meeting) -> str:
        return meeting.clock

    @admin.display(description="värdkommun")
    def host_names(self, meeting: Meeting) -> str:
        return meeting.host_names

    @admin.display(description="publicerat", boolean=True, ordering="announced_at")
    def is_announced(self, meeting: Meeting) -> bool:
        return not meeting.is_draft


@admin.register(MeetingKind)
class MeetingKindAdmin(admin.ModelAdmin):
    list_display = ["name", "counts_as_ordinary"]
    search_fields = ["name"]


@admin.register(HostTurn)
class HostTurnAdmin(VisibleAdmin):
    list_display = ["year", "body", "municipality", "is_announced"]
    list_filter = ["body", "municipality"]
    list_select_related = ["body", "municipality"]
    search_fields = ["year", "body__name", "municipality__name"]
    autocomplete_fields = ["body", "municipality"]
    readonly_fields = ["announced_at", "plan"]
    actions = [announce]

    @admin.display(description="publicerat", boolean=True, ordering="announced_at")
    def is_announced(self, turn: HostTurn) -> bool:
        return turn.announced_at is not None
