"""What the admin's pages have in common."""

from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from committee.admin.deleting import ExplainedDeleting
from committee.admin.editing import EditedAdmin
from committee.forms import PlainlyToldFormSet


class VisibleRelatedFilter(admin.RelatedFieldListFilter):
    """A list's filter by a related row: only those that the reader sees are named."""

    def field_choices(self, field, request: HttpRequest, model_admin) -> list[tuple]:
        visible = field.remote_field.model.objects.visible_to(request.reader)
        ordering = self.field_admin_ordering(field, request, model_admin)
        chosen = {"pk__in": visible.order_by().values("pk")}
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=chosen)


class ForgivingAdmin(EditedAdmin, ExplainedDeleting):
    """Answers a year that no date can hold as Django answers other lookups that make no sense."""

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return redirect(f"{request.path}?{ERROR_FLAG}=1")


class VisibleAdmin(ForgivingAdmin):
    """Shows the reader's own rows only, in lists, filters, searches and choices: `visible_to` is the door here too."""

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).visible_to(request.reader)

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        """A choice among rows names only those that the reader sees."""
        rows = db_field.remote_field.model.objects.all()
        if hasattr(rows, "visible_to"):
            kwargs.setdefault("queryset", rows.visible_to(request.reader))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_list_filter(self, request: HttpRequest) -> list:
        return [self.seen_through(name) for name in super().get_list_filter(request)]

    def seen_through(self, name: str | type[admin.ListFilter]) -> str | tuple | type[admin.ListFilter]:
        """A filter by a relation whose rows may be hidden, as one that hides them."""
        if not isinstance(name, str):
            return name
        field = None if "__" in name else self.opts.get_field(name)
        related = field.remote_field.model if field and field.remote_field else None
        return (name, VisibleRelatedFilter) if related and hasattr(related.objects.all(), "visible_to") else name


class OrderedFormSet(PlainlyToldFormSet):
    """Rows with a `position`: those that are left without one come last, in the order they are typed."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if "position" in form.fields:
            form.fields["position"].required = False
            form.fields["position"].initial = None if form.instance.pk is None else form.instance.position
            form.fields["position"].help_text = "Tomt: sist."

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        last = max((form.instance.position or 0 for form in kept if form.cleaned_data.get("position")), default=0)
        for form in kept:
            if form.is_valid() and not form.cleaned_data.get("position"):
                last += 1
                form.instance.position = last
