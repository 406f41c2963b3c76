"""What is answered before Django's own machinery: health checks, and addresses that no query can be asked about."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

Handler = Callable[[HttpRequest], HttpResponse]


def answer_health_checks(get_response: Handler) -> Handler:
    """Answer probes by whatever host name and protocol they come: before ALLOWED_HOSTS and the https redirect.

    `/halsa/liv` says that the process answers, `/halsa/redo` that its database does too (200 or 503).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in {"/halsa/liv", "/halsa/redo"}:
            return get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        ready = request.path_info == "/halsa/liv" or database_answers()
        return HttpResponse(
            "ok\n" if ready else "databasen svarar inte\n",
            content_type="text/plain; charset=utf-8",
            status=200 if ready else 503,
            headers={"Cache-Control": "no-store"},
        )

    return middleware


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        connection.close()
        return False
    return True


def refuse_nul(get_response: Handler) -> Handler:
    """Answer 400 to a NUL in the address: PostgreSQL can't hold one, so no query may be asked about it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponse(render_to_string("400.html"), status=400)
        return get_response(request)

    return middleware
