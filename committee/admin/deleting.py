"""Deletes in the admin: what stays says why and what to do instead, and what goes says what goes with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, unquote
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from committee.staying import reasons_to_stay

REFUSED = (
    "Det gick inte. Databasen behåller det som är beslutat, publicerat eller används någonstans. Ingenting är ändrat."
)


class ExplainedDeleting(admin.ModelAdmin):
    """Says in words why rows stay, or what is deleted with them; what the database refuses becomes a message."""

    def get_deleted_objects(self, objs: list[Model], request: HttpRequest) -> tuple:
        """What Django's says in names, in sentences: what goes with the rows, or why they stay; and rights missing."""
        asked = list(objs)
        collected = collect(asked)
        reasons = why_not(collected, asked)
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in collected.model_objs.items()}
        missing = set() if reasons else self.rights_missing(request, asked, collected.model_objs)
        return consequences(collected, asked), counts, missing, reasons

    def rights_missing(self, request: HttpRequest, asked: list[Model], models: Iterable[type[Model]]) -> set[str]:
        """The sorts of rows that the reader may not delete. Which of a sort may go is for the reasons to say."""
        admins = [self.admin_site.get_model_admin(model) for model in models if self.admin_site.is_registered(model)]
        missing = {one.opts.verbose_name for one in admins if not one.has_delete_permission(request)}
        own = {self.opts.verbose_name} if not all(self.has_delete_permission(request, row) for row in asked) else set()
        return missing | own

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except PermissionDenied:
            return self.explanation(request, object_id)
        except (ProtectedError, RestrictedError, DatabaseError):
            self.message_user(request, REFUSED, messages.ERROR)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def explanation(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Why a row stays, for who may delete others of its sort; 403, for it is forbidden all the same."""
        row = self.get_object(request, unquote(object_id))
        reasons = why_not(collect([row]), [row]) if row and self.has_delete_permission(request) else []
        if not reasons:
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Kan inte ta bort {self.opts.verbose_name}",
            "object": row,
            "opts": self.opts,
            "protected": reasons,
        }
        response = self.render_delete_form(request, context)
        response.status_code = 403
        return response

    def response_action(self, request: HttpRequest, queryset) -> HttpResponse:
        """All of an action or nothing of it."""
        try:
            with transaction.atomic():
                return super().response_action(request, queryset)
        except (ProtectedError, RestrictedError, DatabaseError):
            self.message_user(request, REFUSED, messages.ERROR)
        except ValueError:  # a typed key that can't be one
            self.message_user(request, "Det du har valt finns inte.", messages.ERROR)
        return redirect(request.get_full_path())


def collect(rows: list[Model]) -> NestedObjects:
    """The rows with all that would be deleted with them, or would have to be first."""
    collector = NestedObjects(using="default", origin=rows)
    collector.collect(rows)
    return collector


def why_not(collected: NestedObjects, asked: list[Model]) -> list[str]:
    """The reasons that are known, or else what the database would name."""
    reasons = reasons_to_stay(collected.model_objs, asked)
    return reasons or [f"{words} hänger på det. Ta bort eller ändra det först." for words in tally(collected.protected)]


def consequences(collected: NestedObjects, asked: list[Model]) -> list[str]:
    """What a delete does, in sentences: what else goes, what loses a value, and what the rows themselves say."""
    with_them = [row for rows in collected.model_objs.values() for row in rows if row not in asked]
    emptied = [
        f"{words} står kvar, med ”{field.verbose_name}” tomt."
        for (field, _), rows in collected.field_updates.items()
        for words in tally(one for some in rows for one in some)
    ]
    own = [f"{row} är publicerat och försvinner för alla." for row in asked if getattr(row, "announced_at", None)]
    own += [words for row in asked for words in getattr(row, "lost_with_it", list)()]
    return [*own, *(f"{words} tas också bort." for words in tally(with_them)), *emptied]


def tally(rows: Iterable[Model]) -> list[str]:
    """How many there are of each sort, as "2 uppdrag"; pairs without a name of their own are passed over."""
    counts: dict[type[Model], int] = {}
    for row in rows:
        if not row._meta.auto_created:
            counts[type(row)] = counts.get(type(row), 0) + 1
    return [f"{count} {name_of(model, count)}" for model, count in counts.items()]


def name_of(model: type[Model], count: int) -> str:
    return str(model._meta.verbose_name if count == 1 else getattr(model, "COUNTED", model._meta.verbose_name_plural))
