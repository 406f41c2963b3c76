"""Gives every request its reader and its day."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from committee import clock
from committee.reader import Reader


def know_the_reader_and_the_day(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Set `request.reader` (made when first asked for) and `request.today`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.today = clock.today()
        request.reader = SimpleLazyObject(lambda: Reader.of(request.user, request.today))
        response = get_response(request)
        if request.user.is_authenticated:
            # What a member or the secretariat has read stays out of every cache, drafts above all.
            add_never_cache_headers(response)
        return response

    return middleware
