"""Saves in the admin: nothing is written on top of another's edit unseen, and a double click makes one row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import DateField, Model
from django.forms import BaseForm, BaseFormSet
from django.forms.formsets import ManagementForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from committee.clashing import clash_page
from committee.editing import SHOWN, Edit
from committee.history.reading import event_model
from committee.once import once
from committee.posting import is_key


class EditedAdmin(admin.ModelAdmin):
    """A row's page carries what it shows; whoever saves second on top of it chooses between the texts."""

    empty_words = "Här är tomt än. Lägg till den första raden med knappen här ovanför."
    """What a list without rows says there is to do."""

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        if object_id is None:
            return once(request, lambda: view(request, object_id, form_url, extra_context))
        with transaction.atomic():
            if edit := self.edit_of(request, object_id):
                if edit.is_clash:
                    return clash_page(request, edit, title=str(edit.root), back=request.get_full_path())
                request.POST, request.edit = edit.data, edit
            return view(request, object_id, form_url, extra_context)

    def edit_of(self, request: HttpRequest, object_id: str) -> Edit | None:
        """What is posted to a row's page, the row being held; None for a row that the reader may not change."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_change_permission(request, obj):
            return None
        self.hold(obj)
        obj = self.get_object(request, unquote(object_id))
        return Edit(request, obj, self.unbound_forms(request, obj)) if obj else None

    def recording(self, request: HttpRequest, obj: Model) -> AbstractContextManager:
        """What is done around a save of the row, wherever it is saved."""
        return nullcontext()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """The row's own history; Django's knows only of what was done here."""
        if event_model(self.model) is None:
            return super().history_view(request, object_id, extra_context)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return redirect("committee:history-detail", self.opts.label_lower, obj.pk)

    def hold(self, obj: Model) -> None:
        """Hold the row, and what must be held before it, until the save is done."""
        list(type(obj)._base_manager.select_for_update(of=("self",)).filter(pk=obj.pk))

    def unbound_forms(self, request: HttpRequest, obj: Model) -> Iterator[BaseForm | BaseFormSet]:
        """The page's form and form sets as they are now; rows that can only be read can't clash."""
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        yield self.get_form(request, obj, change=True, fields=fields)(instance=obj)
        prefixes: dict[str, int] = {}
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            prefixes[prefix] = prefixes.get(prefix, 0) + 1
            numbered = prefix if prefixes[prefix] == 1 else f"{prefix}-{prefixes[prefix]}"
            if inline.has_change_permission(request, obj):
                yield formset(instance=obj, prefix=numbered, queryset=inline.get_queryset(request))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Carry what is shown; after a faulty save, what the save was judged on top of."""
        if obj is not None:
            shown = [context["adminform"].form, *(inline.formset for inline in context["inline_admin_formsets"])]
            context["edit"] = getattr(request, "edit", None) or Edit(request, obj, shown)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_changelist_form(self, request: HttpRequest, **kwargs):
        """A list's dates are typed in a small input: Django's, with its calendar, makes every row as high as two."""
        dates = [field.name for field in self.opts.fields if isinstance(field, DateField)]
        small = {name: forms.DateInput(attrs={"size": 10}) for name in dates if name in self.list_editable}
        return super().get_changelist_form(request, widgets=small, **kwargs)

    def get_changelist_formset(self, request: HttpRequest, **kwargs):
        return super().get_changelist_formset(request, formset=ShownFormSet, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The list's own form, where it has one, is judged as a row's page is."""
        view = super().changelist_view
        if not (request.method == "POST" and "_save" in request.POST and self.list_editable):
            return view(request, extra_context)
        with transaction.atomic():
            rows = self.get_queryset(request).filter(pk__in=self.posted_keys(request))
            list(self.model._base_manager.select_for_update().filter(pk__in=rows.values("pk")).order_by("pk"))
            formset = self.get_changelist_formset(request)(queryset=rows)
            edit = Edit(request, None, [formset])
            if edit.is_clash:
                title = str(self.opts.verbose_name_plural)
                return clash_page(request, edit, title=title, back=request.get_full_path())
            request.POST = edit.data
            return view(request, extra_context)

    def posted_keys(self, request: HttpRequest) -> list[str]:
        """Of the rows in the list's form."""
        key = self.opts.pk.name
        names = [name for name in request.POST if name.startswith("form-") and name.endswith(f"-{key}")]
        return [text for name in names if is_key(text := request.POST[name])]


class ShownFormSet(forms.BaseModelFormSet):
    """The form of a list: it carries what it shows beside its counts, and its inputs say which row they are of."""

    @cached_property
    def management_form(self) -> ManagementForm:
        counts = super().management_form
        if not self.is_bound:
            edit = Edit(None, None, [self])
            counts.fields[SHOWN] = forms.CharField(widget=forms.HiddenInput, initial=edit.token, required=False)
        return counts

    def add_fields(self, form: BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        for name in form.fields:
            if form.instance.pk:
                form.fields[name].widget.attrs["aria-label"] = f"{form.fields[name].label}: {form.instance}"
