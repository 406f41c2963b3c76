"""The page where a body's year is planned: the planner's proposals as forms, and what the editor makes of them."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from calendar_app.forms import AskOnceMore, ProposalForm, ProposalFormSet
from calendar_app.free_days import free_days
from calendar_app.models import Meeting, MeetingKind
from calendar_app.operations import Occurrence
from calendar_app.planning import Proposal
from calendar_app.planning_rows import YearPlanner, objections_to, save_year
from committee import clock
from committee.models import Body, Municipality
from committee.posting import posted
from committee.refusal import RefusedError
from committee.swedish import enumerate_words, long_date


class PlanningPage:
    """One body's year, proposed anew at each request; what was posted stands in the forms."""

    def __init__(self, request: HttpRequest, body: Body, year: int) -> None:
        self.request, self.body, self.year = request, body, year
        self.planner = YearPlanner(body, year, request.reader)
        self.proposed = self.planner.propose()
        self.rows = [(body, row) for row in self.proposed.body]
        self.rows += [(self.planner.preparer, row) for row in self.proposed.preparing]
        self.formset = self.make_formset()
        self.confirm = AskOnceMore(posted(request))

    def make_formset(self) -> ProposalFormSet:
        reader = self.request.reader
        members = Municipality.objects.visible_to(reader).members(dt.date(self.year, 12, 31))
        without_day = Meeting.objects.visible_to(reader).filter(precision=Meeting.Precision.MONTH)
        hosts = {host.name: host for host in members}
        kinds = {kind.name: kind for kind in MeetingKind.objects.all()}
        return ProposalFormSet(
            posted(self.request),
            initial=[initial_of(*row, hosts, kinds) for row in self.rows],
            form_kwargs={
                "year": self.year,
                "bodies": Body.objects.visible_to(reader),
                "municipalities": members,
                "meetings": without_day.filter(starts_on__year=self.year),
            },
        )

    def answer(self) -> HttpResponse | None:
        """Save what was posted and lead on; None when the page is to be shown again, with what is wrong."""
        if not (self.formset.management_form.is_valid() and self.formset.forms):
            messages.error(self.request, "Formuläret kom inte fram helt. Gå igenom förslagen och spara igen.")
            return redirect(self.request.get_full_path())
        if not (self.formset.is_valid() and self.confirm.is_valid()):
            return None
        included = [form for form in self.formset if form.cleaned_data.get("is_included")]
        self.confirm.warn(self.objections(included))
        if not included:
            messages.error(self.request, "Inget är valt. Kryssa i ”Ta med” för de möten du vill spara.")
        return self.save(included) if included and self.confirm.is_valid() else None

    def objections(self, included: list[ProposalForm]) -> list[str]:
        """What speaks against the chosen dates: free days, clashes also among themselves, and missing preparation."""
        rows = [form.cleaned_data for form in included]
        spans = [(row["body"], row["starts_on"], row["ends_on"]) for row in rows]
        warnings = []
        for place, row in enumerate(rows):
            found = objections_to(
                *spans[place],
                self.request.reader,
                besides=row["month_only"],
                beside_drafts=spans[:place] + spans[place + 1 :],
                is_ordinary=row["kind"] is None,
            )
            warnings += [f"{row['body']} {long_date(row['starts_on'])}: {words}" for words in found]
        return warnings

    def save(self, included: list[ProposalForm]) -> HttpResponse:
        rows = [form.cleaned_data for form in included]
        try:
            save_year(rows, Occurrence(clock.now(), self.request.user))
        except RefusedError as refused:
            messages.error(self.request, str(refused))
            return redirect(self.request.get_full_path())
        drafts = sum(row["month_only"] is None for row in rows)
        given = len(rows) - drafts
        words = [f"{drafts} utkast sparade, som bara sekretariatet ser"] if drafts else []
        words += [f"{given} {'möte' if given == 1 else 'möten'} fick sin dag"] if given else []
        messages.success(self.request, f"{enumerate_words(words)}.")
        return redirect(reverse("calendar:year-detail", args=[self.year]))

    def context(self) -> dict:
        """What the template shows; a stale form's rows stand without the proposals that they no longer match."""
        as_proposed = len(self.formset) == len(self.rows)
        return {
            "body": self.body,
            "year": self.year,
            "existing": [meeting for meeting in self.planner.meetings_this_year() if not meeting.is_month_only],
            "formset": self.formset,
            "rows": list(zip(self.formset, self.rows if as_proposed else [None] * len(self.formset), strict=True)),
            "remarks": self.proposed.remarks,
            "confirm": self.confirm,
            "free_days": sorted(free_days(self.year).items()),
        }


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
