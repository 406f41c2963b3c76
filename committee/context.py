"""What every page shows: whose portal it is, and whether it lives on a set day."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from committee.models import Cooperation


def cooperation_and_clock(request: HttpRequest) -> dict:
    """Add `cooperation` (one query, made when first used) and `demo_day` (None on the real clock).

    Before the first import, and for a request that is refused before it gets its reader, the cooperation has no name.
    """

    def find() -> Cooperation:
        nameless = Cooperation(name="Samverkan")
        if not hasattr(request, "reader"):
            return nameless
        return Cooperation.objects.visible_to(request.reader).with_site_facts(request.today).first() or nameless

    return {"cooperation": SimpleLazyObject(find), "demo_day": settings.PORTAL_TODAY}
