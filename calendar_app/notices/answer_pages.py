"""Where an answer is given: by a member who is logged in, and by the signed link in a mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import Delivery, Meeting
from calendar_app.notices.answers import AnswerForm, answer, answer_box, answers_for, obstacle
from calendar_app.notices.links import delivery_behind
from committee import clock
from committee.models import Person
from committee.reader import Reader
from committee.refusal import RefusedError
from committee.swedish import with_municipality

OVER = 410


@require_POST
@never_cache
def answer_as_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a member's answer and go back to where it was given."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.reader).with_body_and_hosts(), pk=pk)
    if not request.user.is_authenticated:
        return redirect_to_login(meeting.get_absolute_url())
    person = getattr(request.user, "person", None)
    if person is None:
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if form.is_valid():
        save(request, meeting, person, form)
    else:
        for error in [error for errors in form.errors.values() for error in errors]:
            messages.error(request, f"{meeting}: {error} Ditt svar är inte sparat.")
    return redirect(way_back(request, meeting))


def save(request: HttpRequest, meeting: Meeting, person: Person, form: AnswerForm) -> None:
    try:
        given = answer(meeting, person, form.cleaned_data["choice"], form.cleaned_data["substitute"], clock.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Svaret är sparat. {meeting}: {given}.")


def way_back(request: HttpRequest, meeting: Meeting) -> str:
    """Where the form said, on this portal only; otherwise the meeting's page."""
    wanted = request.POST.get("next", "")
    is_path = wanted.startswith("/")  # redirect() would take another word for the name of a view
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_path and is_ours else meeting.get_absolute_url()


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in a mail. Reading it changes nothing: mail scanners follow links.

    No cookie and no login count here, so no other site can misuse them: the token is the proof, and who has it may
    answer. A CSRF token would ask for a cookie, and be refused since no referrer is sent from here.
    """
    delivery = delivery_behind(token)
    if delivery is None:
        raise Http404
    reader = Reader.behind(delivery.person, request.today)
    rows = Meeting.objects.visible_to(reader).with_body_and_hosts()
    meeting = rows.filter(pk=delivery.notice.meeting_id).first()
    response = page(request, meeting, delivery) if meeting else closed(request)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def closed(request: HttpRequest) -> HttpResponse:
    """For a person who may no longer see the meeting: nothing of it is said."""
    reason = "Du har inte längre något uppdrag i organet som kallade dig, så länken gäller inte."
    return render(request, "calendar_app/answer_by_link.html", {"obstacle": reason}, status=OVER)


def page(request: HttpRequest, meeting: Meeting, delivery: Delivery) -> HttpResponse:
    person, reason = delivery.person, obstacle(meeting, delivery.person, request.today)
    box = answer_box(
        meeting,
        person,
        answers_for(person, [meeting]).get(meeting.pk),
        action=request.path,
        obstacle=reason,
        data=request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and not reason and box.form.is_valid():
        try:
            answer(meeting, person, box.form.cleaned_data["choice"], box.form.cleaned_data["substitute"], clock.now())
        except RefusedError as refused:  # the meeting was cancelled while the form was read
            reason = str(refused)
        else:
            return redirect(request.path)
    invited = with_municipality(person.name, str(person.municipality or ""))
    context = {"meeting": meeting, "invited": invited, "box": box, "obstacle": reason}
    return render(request, "calendar_app/answer_by_link.html", context, status=OVER if reason else 200)
