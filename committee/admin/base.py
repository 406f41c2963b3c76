"""What the admin's pages have in common."""

from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.http import HttpRequest


class VisibleAdmin(admin.ModelAdmin):
    """Shows the reader's own rows only, in lists, searches and choices: `visible_to` is the door here too."""

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).visible_to(request.reader)


class OrderedFormSet(BaseInlineFormSet):
    """Rows with a `position`: those that are left without one come last, in the order they are typed."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if "position" in form.fields:
            form.fields["position"].required = False
            form.fields["position"].initial = None if form.instance.pk is None else form.instance.position
            form.fields["position"].help_text = "Tomt: sist."

    def get_unique_error_message(self, unique_check) -> str:
        """Two typed rows are alike; Django would name the fields as the code does."""
        labels = [str(self.model._meta.get_field(name).verbose_name) for name in unique_check]
        return f"Två rader har samma {' och '.join(labels)}."

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        last = max((form.instance.position or 0 for form in kept if form.cleaned_data.get("position")), default=0)
        for form in kept:
            if form.is_valid() and not form.cleaned_data.get("position"):
                last += 1
                form.instance.position = last
