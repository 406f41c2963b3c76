"""Where the secretariat reads what became of a row, and takes the last change back."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.decorators import staff_member_required
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from committee.access import only_secretariat
from committee.history.export import lines_of_history
from committee.history.reading import changes_of, event_model, latest_changes, row_of
from committee.history.undoing import undo
from committee.posting import posted_key
from committee.refusal import RefusedError

MOST_NOTES, LAST_PAGE = 50, 100
ACCOUNTS = (get_user_model(), get_user_model().groups.through)
"""What those who see to accounts read, and nobody else."""
HISTORY = "committee.change_cooperation"
"""The right to read what everyone on the desk has done: who has it edits the site's own facts."""


@never_cache
@staff_member_required
@require_http_methods(["GET", "HEAD", "POST"])
def history_detail(request: HttpRequest, label: str, key: int) -> HttpResponse:
    """A row's changes, the latest first, those of its parts among them; a button takes back what was done last."""
    model = tracked_model(label)
    row = row_or_404(request, model, key)
    if request.method == "POST":
        return take_back(request, model, row)
    page = asked_page(request)
    context = {
        "title": title_of(row),
        "is_gone": row._state.adding,
        "address": None if row._state.adding else address_of(row),
        "changes": changes_of(row, page=page),
        "page": page,
        "noted": noted_of(row) if page == 1 else [],
    }
    return render(request, "committee/history_detail.html", context)


def noted_of(row: Model) -> QuerySet[LogEntry]:
    """What was done with the row that no table of ours shows, such as help with a login: noted in words."""
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk))
    words_only = entries.exclude(change_message="").exclude(change_message__startswith="[")
    return words_only.select_related("user").order_by("-action_time")[:MOST_NOTES]


@only_secretariat(HISTORY)
def history_list(request: HttpRequest) -> HttpResponse:
    """What has been changed anywhere, the latest first: a row that is gone is found here."""
    page = asked_page(request)
    besides = [] if sees_accounts(request) else ACCOUNTS
    context = {"changes": latest_changes(page=page, besides=besides), "page": page}
    return render(request, "committee/history_list.html", context)


@only_secretariat(HISTORY)
def history_export(request: HttpRequest) -> StreamingHttpResponse:
    """The whole history as a file for the archive; accounts are in it for those who see to them."""
    besides = [] if sees_accounts(request) else ACCOUNTS
    response = StreamingHttpResponse(lines_of_history(besides=besides), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="historik-{request.today}.jsonl"'
    return response


def tracked_model(label: str) -> type[Model]:
    """The model with a history that an address names, as `committee.body`."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if event_model(model) is None:
        raise Http404
    return model


def row_or_404(request: HttpRequest, model: type[Model], key: int) -> Model:
    """The row, or one that is gone as it was last.

    Accounts are for those with the right to them; all else is the secretariat's.
    """
    if not (sees_accounts(request) if issubclass(model, ACCOUNTS) else request.reader.is_secretariat):
        raise PermissionDenied
    rows = model._default_manager.all()
    visible = rows.visible_to(request.reader) if hasattr(rows, "visible_to") else rows
    if row := visible.filter(pk=key).first():
        return row
    last = event_model(model).objects.filter(pgh_obj_id=key).order_by("-pgh_id").first()
    if last is None or rows.filter(pk=key).exists():
        raise Http404
    return row_of(last, model)


def sees_accounts(request: HttpRequest) -> bool:
    return request.user.has_perm("auth.view_user")


def asked_page(request: HttpRequest) -> int:
    """What `?sida=` asks for; the first page for what is no page."""
    page = request.GET.get("sida", "")
    return min(int(page), LAST_PAGE) if page.isdecimal() and 0 < len(page) < 9 and int(page) else 1


def take_back(request: HttpRequest, model: type[Model], row: Model) -> HttpResponse:
    """Undo the row's last change, in the way that the row's own page saves."""
    try:
        with transaction.atomic(), recording(request, row):
            undo(model, row.pk, posted_key(request, "event"), may=lambda known: may_change(request, known))
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Ändringen är ångrad. Det syns nedan, och kan i sin tur ångras.")
    return redirect(request.get_full_path())


def may_change(request: HttpRequest, row: Model) -> bool:
    """Whether the one who asks may edit the row where it is edited; a pair of a relation is edited with its root."""
    if page := admin.site._registry.get(type(row)):
        return page.has_change_permission(request, row)
    of = row._meta.concrete_model._meta
    if of.auto_created:
        of = of.get_field(event_model(type(row)).pgh_tracked_model.history_part_of).related_model._meta
    return request.user.has_perm(f"{of.app_label}.change_{of.model_name}")


def recording(request: HttpRequest, row: Model) -> AbstractContextManager:
    """What the page of the row's aggregate does around a save, such as noting for readers what changed."""
    part_of = event_model(type(row)).pgh_tracked_model.history_part_of
    try:
        root = getattr(row, part_of) if part_of else row
    except ObjectDoesNotExist:  # gone too; the row can't come back without it
        return nullcontext()
    page = admin.site._registry.get(type(root))
    return page.recording(request, root) if page and hasattr(page, "recording") else nullcontext()


def title_of(row: Model) -> str:
    """What a row is called; one that is gone may have lost what its name was made of."""
    try:
        return str(row) or str(row._meta.verbose_name)
    except (AttributeError, LookupError, ObjectDoesNotExist):
        return str(row._meta.verbose_name)


def address_of(row: Model) -> str | None:
    """The row's page in the admin, when it has one."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return None
