"""The secretariat's page for calling people to a meeting, telling them of changes, and seeing what became of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from calendar_app.models import Delivery, Meeting, Notice
from calendar_app.notices.operations import (
    call_meeting,
    mark_as_called,
    mark_as_sent,
    retry,
    retry_all,
    send_cancellation,
    send_changes,
)
from calendar_app.notices.page import notices_page
from calendar_app.operations import Occurrence
from committee import clock
from committee.access import only_secretariat
from committee.posting import posted_key
from committee.refusal import RefusedError

NOT_REVIEWED = "Kryssa i att du har granskat handlingarna. Inget skickades."


@only_secretariat("calendar_app.change_meeting")
def meeting_notices(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview and send; then follow the mails and the answers."""
    rows = Meeting.objects.visible_to(request.reader).with_body_and_hosts().with_changes()
    meeting = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        act(request, meeting)
        return redirect("calendar:meeting-notices", meeting.pk)
    context = notices_page(meeting, at=clock.now(), today=request.today)
    return render(request, "calendar_app/meeting_notices.html", context)


def act(request: HttpRequest, meeting: Meeting) -> None:
    """Do what the pressed button says, and tell how it went."""
    action = ACTIONS.get(request.POST.get("action", ""))
    try:
        if action is None:
            raise RefusedError("Knappen finns inte längre. Ladda om sidan.")
        messages.success(request, action(request, meeting))
    except RefusedError as refused:
        messages.error(request, str(refused))


def call(request: HttpRequest, meeting: Meeting) -> str:
    return f"{meeting} är nu kallat. {queued(make(call_meeting, request, meeting))}"


def mark(request: HttpRequest, meeting: Meeting) -> str:
    make(mark_as_called, request, meeting)
    return f"{meeting} är nu kallat. Portalen skickade ingenting."


def changes(request: HttpRequest, meeting: Meeting) -> str:
    return f"Ändringarna är samlade i ett utskick. {queued(make(send_changes, request, meeting))}"


def make(operation: Callable[..., Notice], request: HttpRequest, meeting: Meeting) -> Notice:
    """Run what publishes and sends, once it is confirmed. The form has the box only when there is something in it."""
    if request.POST.get("is_reviewed") != "on":
        raise RefusedError(NOT_REVIEWED)
    done = Occurrence(clock.now(), request.user)
    return operation(meeting, done, today=request.today, seen=request.POST.get("seen") or "-")


def cancelled(request: HttpRequest, meeting: Meeting) -> str:
    notice = send_cancellation(meeting, Occurrence(clock.now(), request.user), today=request.today)
    return f"Alla får veta att mötet är inställt. {queued(notice)}"


def again(request: HttpRequest, meeting: Meeting) -> str:
    delivery = retry(delivery_of(request, meeting), clock.now(), today=request.today)
    return f"Brevet till {delivery.person} väntar på att skickas till {delivery.address}."


def all_again(request: HttpRequest, meeting: Meeting) -> str:
    notice = get_object_or_404(meeting.notices, pk=posted_key(request, "notice"))
    again, reasons = retry_all(notice, clock.now(), today=request.today)
    return " ".join([f"{len(again)} brev väntar på att skickas igen.", *reasons])


def settled(request: HttpRequest, meeting: Meeting) -> str:
    delivery = mark_as_sent(delivery_of(request, meeting), clock.now())
    return f"Brevet till {delivery.person} är markerat som skickat."


def delivery_of(request: HttpRequest, meeting: Meeting) -> Delivery:
    rows = Delivery.objects.filter(notice__meeting=meeting).select_related("notice", "person")
    return get_object_or_404(rows, pk=posted_key(request, "delivery"))


def queued(notice: Notice) -> str:
    """How many mails wait, in words: one query."""
    count = notice.deliveries.filter(status=Delivery.Status.QUEUED).count()
    return f"{count} brev väntar och skickas inom någon minut."


ACTIONS = {
    "call": call,
    "mark": mark,
    "changes": changes,
    "cancellation": cancelled,
    "retry": again,
    "retry_all": all_again,
    "settle": settled,
}
