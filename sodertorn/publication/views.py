"""The page where a draft is read as it will be published, and decided."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from committee import clock
from committee.access import only_secretariat
from committee.models import Plan
from committee.reading import read_chapters
from sodertorn.publication.decide import (
    DecisionRefusedError,
    compose,
    decide,
    fingerprint,
    next_number,
    review,
)


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


@only_secretariat("committee.decide_plan")
def plan_preview(request: HttpRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.reader), pk=pk)
    if edition := plan.current_edition():
        messages.info(request, f"{edition} är redan fastställd.")
        return redirect(edition)
    form = DecideForm(request.POST or None, initial={"decided_on": plan.document_decided_on})
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


def preview(plan: Plan, form: DecideForm) -> dict:
    """What the page shows: the plan as it will be published, and what to know before deciding."""
    decided_on = form.cleaned_data.get("decided_on") if form.is_bound and form.is_valid() else plan.document_decided_on
    content = compose(plan, number=next_number(plan), decided_on=decided_on)
    remarks = review(plan, content)
    return {
        "plan": plan,
        "content": content,
        "chapters": read_chapters(content),
        "remarks": remarks,
        "is_stopped": any(remark.stops for remark in remarks),
        "form": form,
        "fingerprint": fingerprint(content),
    }
