"""The secretariat's own pages of the calendar: plan a year, change a meeting's state, give a meeting its day."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html

from calendar_app.checking import broken_by
from calendar_app.forms import ChooseYearForm, DayForm, StateForm, in_month, promise_warning
from calendar_app.free_days import FIRST_YEAR, LAST_YEAR
from calendar_app.models import Meeting, Minutes, State
from calendar_app.notices.operations import are_called, is_untold_cancellation
from calendar_app.notices.proposals import last_notice
from calendar_app.operations import Occurrence, change_state, give_day
from calendar_app.planning_page import PlanningPage
from calendar_app.planning_rows import YearPlanner, objections_to
from calendar_app.states import verb
from committee import clock
from committee.access import only_secretariat
from committee.models import Body
from committee.posting import posted
from committee.refusal import RefusedError


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.reader).with_body_and_hosts(), pk=pk)


def back_to(meeting: Meeting) -> HttpResponseRedirect:
    return redirect("admin:calendar_app_meeting_change", meeting.pk)


@only_secretariat("calendar_app.change_meeting")
def meeting_state(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Ask before a meeting changes state; what breaks a promise is asked about once more."""
    meeting = meeting_or_404(request, pk)
    to = next((one for one in meeting.next_states(request.today) if one == state), None)
    if to is None:
        return step_not_open(request, meeting, state)
    if to == State.CALLED:
        return redirect("calendar:meeting-notices", meeting.pk)
    if to == State.ADJUSTED and Minutes.objects.not_adjusted().filter(meeting=meeting).exists():
        messages.error(request, "Mötet blir justerat när justerarna har justerat protokollet.")
        return redirect("calendar:meeting-minutes", meeting.pk)
    form = StateForm(posted(request))
    warnings = warnings_of(meeting, to)
    if request.method == "POST" and form.is_valid():
        form.warn(warnings)
        if form.is_valid():
            return take_step(request, meeting, to, form.cleaned_data["reason"])
    context = {"meeting": meeting, "to": to, "verb": verb(meeting.state, to), "warnings": warnings, "form": form}
    context["are_called"] = are_called(last_notice(meeting))
    return render(request, "calendar_app/meeting_state.html", context)


def take_step(request: HttpRequest, meeting: Meeting, to: State, reason: str) -> HttpResponseRedirect:
    """Change the state and lead back; from the cancellation of a called meeting, on to telling those who are called."""
    try:
        changed = change_state(meeting, to, Occurrence(clock.now(), request.user, reason), today=request.today)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return back_to(meeting)
    if not is_untold_cancellation(changed, last_notice(changed)):
        messages.success(request, words_after(changed))
        return back_to(meeting)
    messages.warning(request, f"{words_after(changed)} De som är kallade vet inte om det än. Skicka det härifrån.")
    return redirect("calendar:meeting-notices", meeting.pk)


def step_not_open(request: HttpRequest, meeting: Meeting, state: str) -> HttpResponseRedirect:
    if state not in State.values:
        raise Http404
    label = State(state).label
    messages.error(request, f"{meeting} är {meeting.get_state_display()} och kan inte bli {label} nu.")
    return back_to(meeting)


def words_after(meeting: Meeting) -> str:
    """What a meeting has become; one that was held leads on to its minutes."""
    words = f"{meeting} är nu {meeting.get_state_display()}."
    if meeting.state != State.HELD:
        return words
    address = reverse("calendar:meeting-minutes", args=[meeting.pk])
    return format_html('{} <a href="{}">Skriv protokollet</a>', words, address)


def warnings_of(meeting: Meeting, to: State) -> list[str]:
    """The promises that break when a meeting gets a state, in words."""
    was, meeting.state = meeting.state, to
    broken = broken_by(meeting, years=[meeting.starts_on.year])
    meeting.state = was
    return [promise_warning(verdict) for verdict in broken]


@only_secretariat("calendar_app.change_meeting")
def meeting_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a month-only meeting its day: one is proposed, and an unusual one is asked about once more."""
    meeting = meeting_or_404(request, pk)
    if not meeting.is_month_only or meeting.is_cancelled:
        messages.error(request, f"{meeting} {'är inställt' if meeting.is_cancelled else 'har redan en dag'}.")
        return back_to(meeting)
    planner = YearPlanner(meeting.body, meeting.starts_on.year, request.reader) if is_known(meeting) else None
    proposal = planner.day_for(meeting) if planner else None
    initial = {"starts_at": meeting.body.usual_starts_at, "ends_at": meeting.body.usual_ends_at}
    if proposal:
        initial["starts_on"] = proposal.starts_on
    form = DayForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        when = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on", "starts_at", "ends_at")}
        elsewhere = [] if in_month(meeting, when["starts_on"]) else [f"Mötet är satt till {meeting.when}."]
        found = objections_to(meeting.body, when["starts_on"], when["ends_on"], request.reader, besides=meeting)
        form.warn(elsewhere + found)
        if form.is_valid():
            try:
                give_day(meeting, Occurrence(clock.now(), request.user), **when)
            except RefusedError as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, f"{meeting_or_404(request, pk)} är sparat. Adressen är densamma som förut.")
            return back_to(meeting)
    return render(request, "calendar_app/meeting_day.html", {"meeting": meeting, "proposal": proposal, "form": form})


def is_known(meeting: Meeting) -> bool:
    """Whether the holidays of the meeting's year are known."""
    return FIRST_YEAR <= meeting.starts_on.year <= LAST_YEAR


@only_secretariat("calendar_app.add_meeting")
def year_planning(request: HttpRequest) -> HttpResponse:
    """Propose a body's meetings for a year, and save what the editor makes of them as drafts."""
    bodies = Body.objects.visible_to(request.reader)
    chooser = ChooseYearForm(request.GET or None, bodies=bodies, initial={"ar": request.today.year + 1})
    context = {"chooser": chooser}
    if chooser.is_bound and chooser.is_valid():
        page = PlanningPage(request, chooser.cleaned_data["organ"], chooser.cleaned_data["ar"])
        if request.method == "POST" and (answer := page.answer()):
            return answer
        context |= page.context()
    return render(request, "calendar_app/year_planning.html", context)
