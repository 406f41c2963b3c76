"""What the site says of itself: who answers for it, how accessible it is, and what it knows of people."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from committee.models import Body, Municipality, PlanEdition
from sodertorn.accounts import devices


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {
        "municipalities": Municipality.objects.visible_to(request.reader).members(request.today),
        "bodies": Body.objects.visible_to(request.reader),
        "edition": PlanEdition.objects.visible_to(request.reader).in_force(request.today),
    }
    return render(request, "sodertorn/about.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that lag (2018:1937) asks for, of the facts that the secretariat has filled in."""
    return render(request, "sodertorn/accessibility.html")


@require_safe
def data_protection(request: HttpRequest) -> HttpResponse:
    return render(request, "sodertorn/data_protection.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """The cookies that logging in sets, by the names that a browser shows."""
    context = {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "device_cookie": devices.COOKIE,
        "device_days": devices.LASTS.days,
        "staff_hours": int(settings.SESSION_LIMITS["staff"][1].total_seconds()) // 3600,
        "session_days": settings.SESSION_COOKIE_AGE // (24 * 3600),
    }
    return render(request, "sodertorn/cookies.html", context)
