"""The secretariat's pages where a plan is read as it will be published, decided, and corrected."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from committee import clock
from committee.access import only_secretariat
from committee.models import Plan
from committee.paper.keeping import WORD
from committee.paper.word import plan_docx
from committee.posting import posted
from committee.reading import read_chapters
from committee.refusal import RefusedError
from sodertorn.publication.correcting import reopen, withdraw
from sodertorn.publication.decide import DecisionRefusedError, compose_next, decide, fingerprint
from sodertorn.publication.difference import difference_from, edition_before
from sodertorn.publication.review import by_topic, review


class DecideForm(forms.Form):
    """When and where the plan was decided."""

    decided_on = forms.DateField(
        label="Beslutsdatum",
        help_text="Skriv som 2016-12-08.",
        error_messages={"invalid": "Skriv datumet som 2016-12-08."},
    )
    paragraph = forms.CharField(
        label="Paragraf i protokollet", max_length=20, required=False, help_text="Till exempel § 12. Får vara tomt."
    )
    is_reviewed = forms.BooleanField(label="Planen är granskad för personuppgifter och sekretess.")
    previewed = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Ladda om sidan och läs planen en gång till."}
    )


class CorrectForm(forms.Form):
    """Why a decided plan is corrected."""

    because = forms.CharField(
        label="Varför ska planen rättas?",
        max_length=300,
        help_text="En mening. Den står i den nya utgåvan, så att läsarna vet varför den gamla är ersatt.",
        error_messages={"required": "Skriv varför planen ska rättas."},
    )


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.reader), pk=pk)


@only_secretariat("committee.decide_plan")
def plan_preview(request: HttpRequest, pk: int) -> HttpResponse:
    plan = plan_or_404(request, pk)
    if not plan.is_open:
        edition = plan.current_edition()
        messages.info(request, f"{edition} är redan fastställd.")
        return redirect(edition)
    form = DecideForm(posted(request), initial=decision_to_begin_with(plan))
    if request.method == "POST" and form.is_valid():
        try:
            edition = decide(
                plan,
                on=form.cleaned_data["decided_on"],
                paragraph=form.cleaned_data["paragraph"],
                at=clock.now(),
                by=request.user,
                previewed=form.cleaned_data["previewed"],
            )
        except DecisionRefusedError as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, f"{edition} är fastställd och publicerad.")
            return redirect(edition)
    return render(request, "publication/plan_preview.html", preview(plan, form))


def decision_to_begin_with(plan: Plan) -> dict:
    """The document's own date for a first edition; the day that a correction is decided nobody has told yet."""
    return {} if plan.reopened_at else {"decided_on": plan.document_decided_on}


def preview(plan: Plan, form: DecideForm) -> dict:
    """What the page shows: the plan as it will be published, what is new in it, and what to know before deciding."""
    decided_on = form.cleaned_data.get("decided_on") if form.is_bound and form.is_valid() else plan.document_decided_on
    content = compose_next(plan, decided_on=decided_on)
    remarks = review(plan, content)
    before = edition_before(plan)
    return {
        "plan": plan,
        "content": content,
        "chapters": read_chapters(content),
        "topics": by_topic(remarks),
        "is_stopped": any(remark.stops for remark in remarks),
        "before": before,
        "difference": difference_from(before, content) if before else None,
        "form": form,
        "fingerprint": fingerprint(content),
    }


@only_secretariat("committee.decide_plan")
def plan_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a decided plan for correction."""
    plan = plan_or_404(request, pk)
    form = CorrectForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            reopen(plan, because=form.cleaned_data["because"], at=clock.now(), by=request.user)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Planen är öppen. Alla andra läser utgåvan tills rättelsen är fastställd.")
            return redirect("admin:committee_plan_change", plan.pk)
    context = {"plan": plan, "edition": plan.current_edition(), "form": form}
    return render(request, "publication/plan_correct.html", context)


@only_secretariat("committee.decide_plan")
def plan_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End a correction without a new edition, after a look at what is thrown away."""
    plan = plan_or_404(request, pk)
    if request.method == "POST":
        try:
            withdraw(plan)
        except RefusedError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Rättelsen är avslutad. Planen säger åter det som utgåvan säger.")
        return redirect("admin:committee_plan_change", plan.pk)
    if plan.reopened_at is None:
        messages.info(request, f"{plan} rättas inte.")
        return redirect("admin:committee_plan_change", plan.pk)
    edition = plan.current_edition()
    difference = difference_from(edition, compose_next(plan, decided_on=None))
    context = {"plan": plan, "edition": edition, "difference": difference}
    return render(request, "publication/plan_withdraw.html", context)


@only_secretariat("committee.view_plan")
@require_safe
def plan_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as its rows are now, as a Word file for a round of comments."""
    plan = plan_or_404(request, pk)
    content = compose_next(plan, decided_on=None)
    name = f"verksamhetsplan-{plan.year}-utkast.{WORD.suffix}"
    return HttpResponse(
        plan_docx(content, clock.now()),
        content_type=WORD.media_type,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
