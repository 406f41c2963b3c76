"""The secretariat's own pages of the calendar: plan a year, change a meeting's state, give a meeting its day."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from calendar_app.checking import broken_by
from calendar_app.forms import (
    AskOnceMore,
    ChooseYearForm,
    DayForm,
    ProposalForm,
    ProposalFormSet,
    StateForm,
    in_month,
    promise_warning,
)
from calendar_app.free_days import FIRST_YEAR, LAST_YEAR, free_days
from calendar_app.models import Meeting, MeetingKind, State
from calendar_app.operations import Occurrence, RefusedError, change_state, give_day
from calendar_app.planning import Proposal
from calendar_app.planning_rows import YearPlanner, objections_to, save_year
from calendar_app.states import verb
from committee import clock
from committee.access import secretariat_page
from committee.models import Body, Municipality
from committee.swedish import enumerate_words, long_date


def meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.reader).with_body_and_hosts(), pk=pk)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, be it empty; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def back_to(meeting: Meeting) -> HttpResponseRedirect:
    return redirect("admin:calendar_app_meeting_change", meeting.pk)


@secretariat_page("calendar_app.change_meeting")
def meeting_state(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Ask before a meeting changes state; what breaks a promise is asked about once more."""
    meeting = meeting_or_404(request, pk)
    to = next((one for one in meeting.next_states(request.today) if one == state), None)
    if to is None:
        if state not in State.values:
            raise Http404
        label = State(state).label
        messages.error(request, f"{meeting} är {meeting.get_state_display()} och kan inte bli {label} nu.")
        return back_to(meeting)
    form = StateForm(posted(request))
    warnings = warnings_of(meeting, to)
    if request.method == "POST" and form.is_valid():
        form.warn(warnings)
        if form.is_valid():
            done = Occurrence(clock.now(), request.user, form.cleaned_data["reason"])
            try:
                changed = change_state(meeting, to, done, today=request.today)
            except RefusedError as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, f"{changed} är nu {changed.get_state_display()}.")
            return back_to(meeting)
    context = {"meeting": meeting, "to": to, "verb": verb(meeting.state, to), "warnings": warnings, "form": form}
    return render(request, "calendar_app/meeting_state.html", context)


def warnings_of(meeting: Meeting, to: State) -> list[str]:
    """The promises that break when a meeting gets a state, in words."""
    was, meeting.state = meeting.state, to
    broken = broken_by(meeting, years=[meeting.starts_on.year])
    meeting.state = was
    return [promise_warning(verdict) for verdict in broken]


@secretariat_page("calendar_app.change_meeting")
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


@secretariat_page("calendar_app.add_meeting")
def year_planning(request: HttpRequest) -> HttpResponse:
    """Propose a body's meetings for a year, and save what the editor makes of them as drafts."""
    bodies = Body.objects.visible_to(request.reader)
    chooser = ChooseYearForm(request.GET or None, bodies=bodies, initial={"ar": request.today.year + 1})
    if not (chooser.is_bound and chooser.is_valid()):
        return render(request, "calendar_app/year_planning.html", {"chooser": chooser})
    body, year = chooser.cleaned_data["organ"], chooser.cleaned_data["ar"]
    planner = YearPlanner(body, year, request.reader)
    proposed = planner.propose()
    rows = [(body, row) for row in proposed.body] + [(planner.preparer, row) for row in proposed.preparing]
    choices = {
        "year": year,
        "bodies": bodies,
        "municipalities": Municipality.objects.visible_to(request.reader).members(dt.date(year, 12, 31)),
        "meetings": Meeting.objects.visible_to(request.reader).filter(
            precision=Meeting.Precision.MONTH, starts_on__year=year
        ),
    }
    hosts = {host.name: host for host in choices["municipalities"]}
    kinds = {kind.name: kind for kind in MeetingKind.objects.all()}
    formset = ProposalFormSet(
        posted(request), initial=[initial_of(*row, hosts, kinds) for row in rows], form_kwargs=choices
    )
    if formset.is_bound and not (formset.management_form.is_valid() and formset.forms):
        messages.error(request, "Formuläret kom inte fram helt. Gå igenom förslagen och spara igen.")
        return redirect(request.get_full_path())
    confirm = AskOnceMore(posted(request))
    if request.method == "POST" and formset.is_valid() and confirm.is_valid():
        included = [form for form in formset if form.cleaned_data.get("is_included")]
        confirm.warn(objections_of(included, request))
        if not included:
            messages.error(request, "Inget är valt. Kryssa i ”Ta med” för de möten du vill spara.")
        elif confirm.is_valid():
            return save_and_show(request, [form.cleaned_data for form in included], year)
    context = {
        "chooser": chooser,
        "body": body,
        "year": year,
        "planner": planner,
        "existing": [meeting for meeting in planner.meetings_this_year() if not meeting.is_month_only],
        "formset": formset,
        "rows": list(zip(formset, rows, strict=True)) if len(formset) == len(rows) else [(f, None) for f in formset],
        "remarks": proposed.remarks,
        "confirm": confirm,
        "free_days": sorted(free_days(year).items()),
    }
    return render(request, "calendar_app/year_planning.html", context)


def initial_of(body: Body, proposal: Proposal, hosts: dict[str, Municipality], kinds: dict[str, MeetingKind]) -> dict:
    """What a proposal's form holds from the start; a meeting that readers see already isn't ticked beforehand."""
    single_day = proposal.starts_on == proposal.ends_on
    return {
        "is_included": proposal.month_only is None,
        "starts_on": proposal.starts_on,
        "ends_on": None if single_day else proposal.ends_on,
        "starts_at": body.usual_starts_at if single_day else None,
        "ends_at": body.usual_ends_at if single_day else None,
        "host": hosts.get(proposal.hosts[0]) if proposal.hosts else None,
        "body": body,
        "kind": kinds.get(proposal.kind),
        "title": proposal.title,
        "month_only": proposal.month_only,
    }


def objections_of(included: list[ProposalForm], request: HttpRequest) -> list[str]:
    """What speaks against the chosen dates: free days, clashes also among themselves, and missing preparation."""
    warnings = []
    spans = [(f.cleaned_data["body"], f.cleaned_data["starts_on"], f.cleaned_data["ends_on"]) for f in included]
    for place, form in enumerate(included):
        row = form.cleaned_data
        found = objections_to(
            row["body"],
            row["starts_on"],
            row["ends_on"],
            request.reader,
            besides=row["month_only"],
            beside_drafts=spans[:place] + spans[place + 1 :],
            is_ordinary=row["kind"] is None,
        )
        warnings += [f"{row['body']} {long_date(row['starts_on'])}: {words}" for words in found]
    return warnings


def save_and_show(request: HttpRequest, rows: list[dict], year: int) -> HttpResponse:
    try:
        saved = save_year(rows, Occurrence(clock.now(), request.user))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect(request.get_full_path())
    drafts = sum(row["month_only"] is None for row in rows)
    words = [f"{drafts} utkast sparade, som bara sekretariatet ser"] if drafts else []
    if len(saved) > drafts:
        given = len(saved) - drafts
        words.append(f"{given} {'möte' if given == 1 else 'möten'} fick sin dag")
    messages.success(request, f"{enumerate_words(words)}.")
    return redirect(reverse("calendar:year-detail", args=[year]))
