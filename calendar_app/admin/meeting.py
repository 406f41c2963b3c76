"""Meetings in the admin: the record of changes is kept, promises are asked about, and what is published stays."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from calendar_app.checking import broken_and_mended, deviations_of
from calendar_app.forms import MeetingForm
from calendar_app.models import Meeting, MeetingHost, State
from calendar_app.operations import Occurrence, recorded, swap_hosts
from calendar_app.states import verb
from committee import clock
from committee.admin.actions import Foretold, announce_rows, announcing, confirmed, named, same_rows, those
from committee.admin.base import OrderedFormSet, VisibleAdmin
from committee.audience import Audience


class MeetingHostInline(admin.StackedInline):
    model = MeetingHost
    formset = OrderedFormSet
    extra = 0
    autocomplete_fields = ["municipality"]


def foretell_announce(request: HttpRequest, meetings: list[Meeting]) -> Foretold:
    """Who will see the chosen meetings, what they become, and what subscribers get."""
    drafts = [meeting for meeting in meetings if meeting.is_draft]
    sentences = [
        *those([row for row in drafts if row.audience == Audience.PUBLIC], "visas för alla"),
        *those([row for row in drafts if row.audience == Audience.MEMBERS], "visas för organets ledamöter"),
        *those([row for row in drafts if row.audience == Audience.SECRETARIAT], "visas bara för sekretariatet"),
        *those([row for row in drafts if row.is_month_only], "har ingen dag och blir preliminärt"),
    ]
    read = [row for row in drafts if row.audience != Audience.SECRETARIAT]
    if read:
        seen, those_seen = ("mötet", "det") if len(read) == 1 else ("mötena", "dem")
        sentences.append(f"Den som får se {seen} och prenumererar får {those_seen} i sin kalender.")
    if drafts:
        sentences.append("Ett publicerat möte kan ställas in men inte tas bort.")
    others = [meeting for meeting in meetings if not meeting.is_draft]
    return announcing(drafts, others, sentences, same_rows(meetings).announced_along())


@confirmed(title="Publicera: visa för alla", button="Publicera", foretell=foretell_announce)
def announce(model_admin: admin.ModelAdmin, request: HttpRequest, meetings: list[Meeting]) -> None:
    """Show the chosen drafts to those they are for."""
    announce_rows(model_admin, request, meetings)


def foretell_swap(request: HttpRequest, meetings: list[Meeting]) -> Foretold:
    """What becomes of two meetings, what readers and subscribers see, and of the promised order of hosts."""
    if len(meetings) != 2:
        return Foretold(refusal="Välj två möten som ska byta värdkommuner.")
    first, second = meetings
    if first.host_municipalities == second.host_municipalities:
        return Foretold(refusal="Mötena har redan samma värdkommuner. Det finns inget att byta.")
    sentences = [
        f"{one}: {new.host_names or 'ingen'} blir värd i stället för {one.host_names or 'ingen'}."
        for one, new in ((first, second), (second, first))
    ]
    change = partial(swap_hosts, first, second, Occurrence(clock.now(), request.user))
    return Foretold(
        [*sentences, *told_of_hosts(meetings, request.today), *broken_and_mended(meetings, change, request.reader)]
    )


def told_of_hosts(meetings: list[Meeting], today: dt.date) -> list[str]:
    """What readers see when these meetings get other hosts, and who has to be told."""
    public = [meeting for meeting in meetings if not meeting.is_draft]
    hosts = [host for meeting in meetings for host in meeting.host_municipalities if not host.announced_at]
    over = [meeting for meeting in meetings if meeting.last_day < today]
    called = [meeting for meeting in public if meeting.state == State.CALLED]
    return [
        *(["Bytet visas som en ändring på mötets sida, och hos den som prenumererar."] if public else []),
        *([f"{named(hosts)} är utkast och publiceras."] if public and hosts else []),
        *(f"{meeting} har redan varit." for meeting in over),
        *(f"Kallelsen till {meeting} är skickad. Berätta om bytet för dem som är kallade." for meeting in called),
    ]


@confirmed(title="Byt värdkommuner mellan två möten", button="Byt värdkommuner", foretell=foretell_swap)
def swap(model_admin: admin.ModelAdmin, request: HttpRequest, meetings: list[Meeting]) -> None:
    """Let the two chosen meetings exchange hosts."""
    swap_hosts(*meetings, Occurrence(clock.now(), request.user))
    after = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).with_body_and_hosts()
    words = " och ".join(f"{meeting}: {meeting.host_names or 'ingen värd'}" for meeting in after)
    model_admin.message_user(request, f"Mötena har bytt värdkommuner. {words}.", messages.SUCCESS)
    for sentence in deviations_of(after) if request.reader.is_secretariat else []:
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
