"""The page of a meeting's minutes: for everyone when they are adjusted, before that for those who adjust them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from calendar_app.minutes.forms import ApproveForm
from calendar_app.minutes.operations import approve
from calendar_app.minutes.reading import read
from calendar_app.models import Adjuster, Minutes
from committee import clock
from committee.posting import posted
from committee.refusal import RefusedError


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a meeting's minutes; one who is asked to adjust them does it here."""
    visible = Minutes.objects.visible_to(request.reader).select_related("meeting__body", "meeting__kind")
    minutes = get_object_or_404(visible, meeting=pk)
    adjuster = adjuster_behind(request, minutes)
    form = ApproveForm(posted(request))
    if request.method == "POST":
        if adjuster is None:
            raise Http404
        if form.is_valid():
            return approved(request, minutes, adjuster)
    context = {
        "minutes": minutes,
        "reading": read(minutes, request.reader),
        "adjuster": adjuster,
        "form": form,
        "is_secretariat": request.reader.is_secretariat,
        "today": request.today,
        "updated_on": minutes.adjusted_at or minutes.sent_at,
    }
    return render(request, "calendar_app/minutes_detail.html", context)


def adjuster_behind(request: HttpRequest, minutes: Minutes) -> Adjuster | None:
    """The reader as adjuster of minutes that wait for it: no query for those who are nobody in particular."""
    if request.reader.person is None or minutes.is_adjusted:
        return None
    return minutes.adjusters.filter(person=request.reader.person).select_related("person").first()


def approved(request: HttpRequest, minutes: Minutes, adjuster: Adjuster) -> HttpResponse:
    try:
        minutes = approve(minutes, adjuster.person, clock.now(), by=request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        done = "Alla har justerat. Protokollet är låst och publicerat." if minutes.is_adjusted else ""
        messages.success(request, f"Tack, du har justerat protokollet. {done}".strip())
    return redirect(minutes)
