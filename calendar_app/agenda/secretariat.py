"""Where the secretary puts an agenda together."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from calendar_app.agenda.forms import AgendaItemForm, ReviewedForm
from calendar_app.agenda.operations import (
    Published,
    add_item,
    add_what_comes_by_itself,
    carry_over,
    move_item,
    next_meeting,
    publish_agenda,
    remove_item,
    start_agenda,
    what_comes_by_itself,
    withdraw_item,
)
from calendar_app.agenda.reading import agenda_of
from calendar_app.models import AgendaItem, Meeting
from calendar_app.operations import locked_meeting
from calendar_app.secretariat import meeting_or_404
from committee import clock
from committee.access import only_secretariat
from committee.clashing import clash_page
from committee.editing import Edit
from committee.posting import posted, posted_key
from committee.refusal import RefusedError


@only_secretariat("calendar_app.change_agendaitem")
def meeting_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda with a button for each thing that can be done to an item, and the publishing of what is new."""
    meeting = meeting_or_404(request, pk)
    form = ReviewedForm(posted(request) if request.POST.get("do") == "publish" else None)
    if request.method == "POST" and (answer := act(request, meeting, form)):
        return answer
    agenda = agenda_of(meeting, request.reader)
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "form": form,
        "next_meeting": next_meeting(meeting, request.today),
        "missing": what_comes_by_itself(meeting) if agenda else [],
        "today": request.today,
    }
    return render(request, "calendar_app/meeting_agenda.html", context)


def act(request: HttpRequest, meeting: Meeting, form: ReviewedForm) -> HttpResponse | None:
    """Do what a button says; None when the page is to be shown again with its form's errors."""
    do = request.POST.get("do", "")
    try:
        if do == "start":
            count = len(start_agenda(meeting))
            said = f"{count} återkommande ärenden är tillagda." if count else "Organet har inga återkommande ärenden."
        elif do == "complete":
            said = f"Tillagt: {', '.join(item.title for item in add_what_comes_by_itself(meeting))}."
        elif do == "publish":
            if not form.is_valid():
                return None
            said = published_words(publish_agenda(meeting, at=clock.now()))
        else:
            said = act_on_item(request, meeting, do)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("calendar:meeting-agenda", meeting.pk)


def published_words(published: Published) -> str:
    items, documents = len(published.items), len(published.documents)
    words = [f"{items} ärende{'n' if items != 1 else ''}", f"{documents} handling{'ar' if documents != 1 else ''}"]
    return f"Publicerat: {' och '.join(words)}."


def act_on_item(request: HttpRequest, meeting: Meeting, do: str) -> str:
    """Do something to one of the meeting's items, and say what was done."""
    items = AgendaItem.objects.visible_to(request.reader).filter(meeting=meeting).select_related("meeting__body")
    item = get_object_or_404(items, pk=posted_key(request, "item"))
    if do in ("up", "down"):
        move_item(item, up=do == "up")
        return f"”{item.title}” är flyttat."
    if do == "carry":
        return f"”{item.title}” är flyttat till {carry_over(item, today=request.today).meeting}."
    if do == "remove":
        remove_item(item)
        return f"”{item.title}” är borttaget."
    if do in ("withdraw", "restore"):
        withdraw_item(item, at=clock.now(), is_withdrawn=do == "withdraw")
        return f"”{item.title}” {'utgår' if do == 'withdraw' else 'är med igen'}."
    raise Http404


@only_secretariat("calendar_app.add_agendaitem")
def item_add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request, pk)
    form = AgendaItemForm(posted(request), meeting=meeting, reader=request.reader)
    if request.method == "POST" and form.is_valid():
        item = add_item(meeting, form.save(commit=False))
        messages.success(request, f"”{item.title}” är tillagt.")
        return redirect("calendar:meeting-agenda", meeting.pk)
    return render(request, "calendar_app/item_form.html", {"meeting": meeting, "form": form})


@only_secretariat("calendar_app.change_agendaitem")
@transaction.atomic
def item_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an item; what another has saved since the page was shown is asked about, with both texts."""
    items = AgendaItem.objects.visible_to(request.reader).select_related("meeting__body", "meeting__kind")
    item = get_object_or_404(items, pk=pk)
    if request.method == "POST":
        locked_meeting(item.meeting_id)
        item = get_object_or_404(items, pk=pk)
    of_the_item = {"instance": item, "meeting": item.meeting, "reader": request.reader}
    edit = Edit(request, item.meeting, [AgendaItemForm(**of_the_item)])
    if edit.is_clash:
        return clash_page(request, edit, title=f"”{item.title}”", back=request.path)
    form = AgendaItemForm(edit.posted, **of_the_item)
    if request.method == "POST" and form.is_valid():
        form.mark_edited(clock.now())
        form.save()
        messages.success(request, f"”{item.title}” är sparat.")
        return redirect(f"{reverse('calendar:meeting-agenda', args=[item.meeting_id])}#{item.anchor}")
    return render(
        request, "calendar_app/item_form.html", {"meeting": item.meeting, "form": form, "item": item, "edit": edit}
    )
