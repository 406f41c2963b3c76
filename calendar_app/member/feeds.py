"""A member's own calendar: the meetings of their bodies, at a secret address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from calendar_app.feeds import subscription
from calendar_app.member.subscriptions import subscriber
from calendar_app.models import Meeting
from committee.reader import Reader


@require_safe
@conditional_page
@cache_control(private=True, no_cache=True)
def my_ics(request: HttpRequest, token: str) -> HttpResponse:
    """What the person may read today, of the bodies where they have an assignment today."""
    person = subscriber(token)
    if person is None:
        raise Http404
    meetings = Meeting.objects.visible_to(Reader.behind(person, request.today))
    mine = meetings.filter(body__in=person.bodies(request.today))
    return subscription(request, mine, name="Mina möten", filename="mina-moten", is_private=True)
