"""Meetings in the admin: the record of changes is kept, promises are asked about, and what is published stays."""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from calendar_app.checking import deviations_of
from calendar_app.forms import MeetingForm
from calendar_app.models import Meeting, MeetingHost
from calendar_app.operations import Occurrence, recorded, swap_hosts
from calendar_app.states import verb
from committee import clock
from committee.admin.actions import announce
from committee.admin.base import OrderedFormSet, VisibleAdmin


class MeetingHostInline(admin.StackedInline):
    model = MeetingHost
    formset = OrderedFormSet
    extra = 0
    autocomplete_fields = ["municipality"]


@admin.action(description="Byt värdkommuner mellan två möten", permissions=["change"])
def swap(model_admin, request, queryset) -> None:
    """Let the two chosen meetings exchange hosts."""
    meetings = list(queryset)
    if len(meetings) != 2:
        model_admin.message_user(request, "Välj två möten som ska byta värdkommuner.", messages.ERROR)
        return
    swap_hosts(*meetings, Occurrence(clock.now(), request.user))
    after = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).with_body_and_hosts()
    words = " och ".join(f"{meeting}: {meeting.host_names or 'ingen värd'}" for meeting in after)
    model_admin.message_user(request, f"Mötena har bytt värdkommuner. {words}.", messages.SUCCESS)
    for sentence in deviations_of(after):
        model_admin.message_user(request, f"Mot turordningen: {sentence}", messages.WARNING)


@admin.register(Meeting)
class MeetingAdmin(VisibleAdmin):
    empty_words = "Inga möten än. Planera ett organs år, så föreslår portalen dagar."
    form = MeetingForm
    list_display = ["when", "name", "clock", "host_names", "state"]
    list_filter = ["state", "body", "precision", "hosts", "starts_on"]
    search_fields = ["body__name", "body__short_name", "title", "venue"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["body"]
    fields = [
        *("body", "kind", "title", "precision", "starts_on", "ends_on", "starts_at", "ends_at"),
        *("venue", "joining_link", "audience", "agenda_audience", "is_confirmed", "state", "announced_at", "plan"),
    ]
    readonly_fields = ["state", "announced_at", "plan"]
    inlines = [MeetingHostInline]
    actions = [announce, swap]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_body_and_hosts()

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """Note what an edit changes, hosts included, and offer the steps that the meeting can take next."""
        meeting = self.get_object(request, unquote(object_id)) if object_id else None
        if meeting is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        context = {
            "steps": [(state.value, verb(meeting.state, state)) for state in meeting.next_states(request.today)],
            "needs_day": meeting.is_month_only and not meeting.is_cancelled,
            "changes": meeting.changes.all(),
        }
        with self.recording(request, meeting):
            return super().changeform_view(request, object_id, form_url, (extra_context or {}) | context)

    def recording(self, request: HttpRequest, obj: Meeting) -> AbstractContextManager:
        return recorded([obj], Occurrence(clock.now(), request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Meeting | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_draft)

    def get_deleted_objects(self, objs, request: HttpRequest):
        """Published meetings are cancelled instead: their addresses live on."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        stays = [f"{meeting} är publicerat. Ställ in det i stället." for meeting in objs if not meeting.is_draft]
        if stays and self.has_delete_permission(request):
            needed.discard(self.opts.verbose_name)  # it isn't a right that is missing
        return deleted, counts, needed, [*protected, *stays]

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
