"""The matrix goes red: each of these is a mistake that somebody could make, and a cell that sees it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.views import shortcut
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.urls import URLPattern, get_resolver, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from calendar_app import views as calendar_views
from committee.models import Assignment
from committee.reader import ADMINISTRATORS
from sodertorn import urls
from sodertorn.publication.admin import PlanAdmin
from tests.leaks import doors, without
from tests.matrix.asking import patterns
from tests.matrix.matrix import Walk, cells_of, unlisted
from tests.matrix.table import TABLE
from tests.matrix.test_matrix import taken_without_a_token

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]

View = Callable[..., HttpResponse]


def exchanged(name: str, change: Callable[[View], View]) -> AbstractContextManager:
    """The address leads to the view as it is with another guard, or with none."""
    pattern = pattern_of(name)
    return patch.object(pattern, "callback", change(pattern.callback))


def pattern_of(name: str) -> URLPattern:
    return next(one.pattern for one in patterns() if one.name == name)


def with_right(view: View) -> View:
    """As the admin lets people in: by the right alone."""
    return staff_member_required(
        permission_required("budget.change_budget", raise_exception=True)(inspect.unwrap(view))
    )


def answering_hidden(answer: HttpResponse) -> Callable[[View], View]:
    """Says of what isn't found that it isn't for the reader; of what never was it can't."""

    def change(view: View) -> View:
        def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Http404:
                if "00000000" in request.path:
                    raise
                return answer

        return answered

    return change


def hidden_by_its_headers() -> HttpResponse:
    return HttpResponseNotFound("404.html", headers={"X-Robots-Tag": "noindex"})


def failing(view: View) -> View:
    def failed(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.reader.person:
            raise AttributeError("municipality")
        return view(request, *args, **kwargs)

    return failed


@contextmanager
def door_out(module, function: str) -> Iterator[None]:
    with without(next(door for door in doors(module) if door.function == function)):
        yield


@contextmanager
def right_given(group: str, codename: str) -> Iterator[None]:
    with transaction.atomic():
        Group.objects.get(name=group).permissions.add(Permission.objects.get(codename=codename))
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Mistake:
    """What is done, where it is looked for, and what the matrix is to say."""

    name: str
    made: Callable[[], AbstractContextManager]
    pattern: str
    said: str
    role: str

    def __str__(self) -> str:
        return self.name


def on_a_visit(view: View) -> View:
    """Does at a visit what a button should."""

    def visited(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.method = "POST"
        return view(request, *args, **kwargs)

    return visited


HALF_OPEN = "sodertorn.accounts.middleware.has_second_factor"
MANAGES = "sodertorn.accounts.account_forms.may_manage"
MISTAKES = [
    Mistake(
        "a page of the secretariat's lost its guard",
        lambda: exchanged("calendar:meeting-agenda", inspect.unwrap),
        "calendar:meeting-agenda",
        "meeting announced, anonymous, GET: expected login, got 200",
        "anonymous",
    ),
    Mistake(
        "a right is enough where it takes the secretariat",
        lambda: exchanged("budget:budget-lines", with_right),
        "budget:budget-lines",
        "budget draft, staff, GET: expected 403, got 404",
        "staff",
    ),
    Mistake(
        "one's own page needs no login",
        lambda: exchanged("calendar:my-pages", inspect.unwrap),
        "calendar:my-pages",
        "-, closed, GET: expected login, got 200",
        "closed",
    ),
    Mistake(
        "a visit does what a button should",
        lambda: exchanged("calendar:my-subscription", lambda view: login_required(inspect.unwrap(view))),
        "calendar:my-subscription",
        "-, member, GET: expected 405, got 200",
        "member",
    ),
    Mistake(
        "a visit ends a correction",
        lambda: exchanged("plan-withdraw", on_a_visit),
        "plan-withdraw",
        "plan reopened, secretariat, GET: expected 200, got to admin:committee_plan_change",
        "secretariat",
    ),
    Mistake(
        "a decided plan is arranged",
        lambda: patch.object(PlanAdmin, "has_change_permission", lambda *asked: True),
        "admin:committee_plan_arrange",
        "plan decided, secretariat, GET: expected 403, got to admin:committee_plan_change",
        "secretariat",
    ),
    Mistake(
        "HEAD is refused",
        lambda: exchanged("calendar:meeting-list", lambda view: require_GET(inspect.unwrap(view))),
        "calendar:meeting-list",
        "HEAD: expected 200, got 405",
        "",
    ),
    Mistake(
        "all meetings are shown",
        lambda: door_out(calendar_views, "meeting_detail"),
        "calendar:meeting-detail",
        "meeting draft, anonymous, GET: expected 404, got 200",
        "anonymous",
    ),
    Mistake(
        "what is hidden is said to be forbidden",
        lambda: exchanged("calendar:document", answering_hidden(HttpResponseForbidden())),
        "calendar:document",
        "document for members, other, GET: expected 404, got 403",
        "other",
    ),
    Mistake(
        "what is hidden has a page of its own",
        lambda: exchanged("calendar:document", answering_hidden(HttpResponseNotFound("Inte publicerad."))),
        "calendar:document",
        "document for members, anonymous, GET: expected 404, with a page of its own",
        "anonymous",
    ),
    Mistake(
        "what is hidden has headers of its own",
        lambda: exchanged("calendar:document", answering_hidden(hidden_by_its_headers())),
        "calendar:document",
        "anonymous: what is hidden has other headers than what is missing",
        "anonymous",
    ),
    Mistake(
        "a page breaks for those who have a person",
        lambda: exchanged("calendar:body-list", failing),
        "calendar:body-list",
        "-, member, GET: expected 200, got 500",
        "member",
    ),
    Mistake(
        "an assignment never ends",
        lambda: patch.object(type(Assignment.objects.all()), "on", lambda assignments, day: assignments.all()),
        "calendar:document",
        "document for members, former, GET: expected 404, got 200",
        "former",
    ),
    Mistake(
        "a closed account goes on",
        lambda: patch.object(ModelBackend, "user_can_authenticate", lambda backend, user: True),
        "calendar:my-pages",
        "-, closed, GET: expected login, got 200",
        "closed",
    ),
    Mistake(
        "a second factor isn't asked for",
        lambda: patch(HALF_OPEN, lambda request: True),
        "admin:committee_body_changelist",
        "-, half, GET: expected second step, got 200",
        "half",
    ),
    Mistake(
        "administrators got a right to bodies",
        lambda: right_given(ADMINISTRATORS, "view_body"),
        "admin:committee_body_change",
        "body announced, administrator, GET: expected 403, got 200",
        "administrator",
    ),
    Mistake(
        "the admin tells where drafts are",
        lambda: exchanged("view-on-site", lambda view: admin.site.admin_view(shortcut)),
        "view-on-site",
        "meeting draft, administrator, GET: expected 404, got to calendar:meeting-detail",
        "administrator",
    ),
    Mistake(
        "administrators may change whose rights exceed theirs",
        lambda: patch(MANAGES, lambda actor, user: True),
        "admin:auth_user_change",
        "account with every right, administrator, POST: expected to admin:auth_user_changelist, got 200",
        "administrator",
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_mistake_is_seen(world, mistake):
    asked = (cell for cell in cells_of(TABLE) if cell.pattern == mistake.pattern)
    cells = [cell for cell in asked if mistake.role in ("", cell.role)]

    with mistake.made():
        faults = Walk(world, TABLE).go(cells).faults

    assert [fault for fault in faults if mistake.said in fault]


def test_page_that_needs_no_token_is_seen(world):
    with exchanged("calendar:item-add", csrf_exempt):
        assert "calendar:item-add" in taken_without_a_token(world, ["calendar:item-add", "calendar:item-change"])


def test_pattern_that_is_not_in_the_table_is_seen():
    with patch.object(get_resolver(), "url_patterns", [*urls.urlpatterns, path("nytt/", failing, name="new-page")]):
        assert unlisted(TABLE) == ["new-page isn't in the table"]


def test_row_that_is_taken_out_is_seen():
    table = {pattern: states for pattern, states in TABLE.items() if pattern != "calendar:document"}

    assert unlisted(table) == ["calendar:document isn't in the table"]
    assert unlisted(TABLE | {"calendar:document": {}}) == unlisted(table)


def test_row_of_a_page_that_is_gone_is_seen():
    assert unlisted(TABLE | {"old-page": TABLE["home"]}) == ["old-page is in the table and nowhere else"]
