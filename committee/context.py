"""What every page shows: whose portal it is, and whether it lives on a set day."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from committee.models import Cooperation


def cooperation_and_clock(request: HttpRequest) -> dict:
    """Add `cooperation` (one query, made when first used) and `demo_day` (None on the real clock)."""
    today = request.today if hasattr(request, "today") else None

    def find() -> Cooperation | None:
        return Cooperation.objects.visible_to(request.reader).with_site_facts(today).first() if today else None

    return {"cooperation": SimpleLazyObject(find), "demo_day": settings.PORTAL_TODAY}
