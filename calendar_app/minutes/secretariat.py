"""Where the secretary writes a meeting's minutes and has them adjusted."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render

from calendar_app.minutes.forms import PaperForm
from calendar_app.minutes.operations import approve_on_paper, locked, start_minutes, take_back
from calendar_app.minutes.page import MinutesPage
from calendar_app.models import Meeting, Minutes
from calendar_app.operations import Occurrence
from calendar_app.secretariat import meeting_or_404
from committee import clock
from committee.access import only_secretariat
from committee.clashing import clash_page
from committee.editing import SHOWN
from committee.posting import posted
from committee.refusal import RefusedError
from committee.swedish import with_municipality


@only_secretariat("calendar_app.change_minutes")
def meeting_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Start, write and send the minutes of a meeting, and follow them until they are adjusted."""
    meeting = meeting_or_404(request, pk)
    visible = Minutes.objects.visible_to(request.reader).select_related("meeting__body", "meeting__kind")
    minutes = visible.filter(meeting=meeting).first()
    if minutes is None:
        return before_the_minutes(request, meeting)
    if minutes.is_sent and SHOWN not in request.POST:
        return sent_minutes(request, meeting, minutes)
    return written(request, meeting, minutes)


@transaction.atomic
def written(request: HttpRequest, meeting: Meeting, minutes: Minutes) -> HttpResponse:
    """The page that is written on; while what was posted is judged and saved no one else writes.

    What is posted to minutes that have been sent meanwhile is refused here, so that the text still stands.
    """
    page = MinutesPage(request, locked(minutes) if request.method == "POST" else minutes)
    if page.edit.is_clash:
        return clash_page(request, page.edit, title=str(minutes), back=request.path)
    if request.method == "POST" and (answer := page.answer()):
        return answer
    return render(request, "calendar_app/meeting_minutes.html", {"meeting": meeting} | page.context())


def before_the_minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    if request.method == "POST":
        done = Occurrence(clock.now(), request.user)
        return back_after(request, meeting, lambda: start_minutes(meeting, done, today=request.today), "")
    context = {"meeting": meeting, "has_begun": meeting.starts_on <= request.today and not meeting.is_cancelled}
    return render(request, "calendar_app/minutes_start.html", context)


def sent_minutes(request: HttpRequest, meeting: Meeting, minutes: Minutes) -> HttpResponse:
    """What has been sent is only read; it is taken back, or a signature on paper is noted."""
    paper = PaperForm(posted(request) if request.POST.get("do") == "paper" else None)
    if request.POST.get("do") == "back":
        words = "Protokollet är ett utkast igen. Justerarna får läsa det på nytt när du skickar det."
        return back_after(request, meeting, lambda: take_back(minutes), words)
    if paper.is_bound and paper.is_valid():
        adjuster = get_object_or_404(minutes.adjusters, pk=paper.cleaned_data["adjuster"])
        words = f"Det är noterat att {adjuster} har justerat på papper."
        return back_after(request, meeting, lambda: approve_on_paper(adjuster, clock.now(), by=request.user), words)
    adjusters = list(minutes.adjusters.select_related("person__municipality"))
    names = [with_municipality(row.person.name, str(row.person.municipality or "")) for row in adjusters]
    forms = [PaperForm(initial={"adjuster": row.pk}, auto_id=f"id_{row.pk}_%s") for row in adjusters]
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "rows": list(zip(adjusters, names, forms, strict=True)),
        "errors": paper.errors.get("is_signed", []),
    }
    return render(request, "calendar_app/minutes_sent.html", context)


def back_after(
    request: HttpRequest, meeting: Meeting, operation: Callable[[], object], words: str
) -> HttpResponseRedirect:
    """Do it, say how it went, and show the page anew."""
    try:
        operation()
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        if words:
            messages.success(request, words)
    return redirect("calendar:meeting-minutes", meeting.pk)
