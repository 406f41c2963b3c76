"""Forms of the plan's rows, and the field by which others point at them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import cached_property

from committee.models import Duty, Plan, PlanNode, PlanReference
from committee.reader import Reader

SHOW_KIND = "_sort"
"""The button that shows another kind's fields, and saves nothing."""
SPLIT = "_dela"
"""The button that saves and divides the text at its empty lines."""
LONGEST_TITLE = PlanNode._meta.get_field("title").max_length
OWN_WORDS = ("number", "title", "text", "is_focus", "body", "series_kind", "owner")


def asked_of(kind: str) -> tuple[str, ...]:
    """The fields that a part of a kind has; all of them for a kind that isn't any."""
    return PlanNode.ASKED_OF[PlanNode.Kind(kind)] if kind in PlanNode.Kind else OWN_WORDS


def carry_words(data: QueryDict) -> QueryDict:
    """What was posted, the words moved to where the posted kind has them: a heading's title, a paragraph's text."""
    asked, words = asked_of(data.get("kind", "")), data.copy()
    title, text = data.get("title", ""), data.get("text", "")
    if "title" not in asked and title and not text:
        words["text"], words["title"] = title, ""
    elif "title" in asked and text and not title and len(text) <= LONGEST_TITLE and len(text.splitlines()) == 1:
        words["title"], words["text"] = text, ""
    return words


def split_at_empty_lines(text: str) -> list[str]:
    """The texts between empty lines: "Ett.\n\nTvå\noch tre." is two."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


class KindSelect(forms.Select):
    """The kinds, with the button that shows the fields of the chosen one."""

    template_name = "committee/widgets/kind_select.html"

    def get_context(self, name: str, value, attrs) -> dict:
        return super().get_context(name, value, attrs) | {"button": SHOW_KIND}


class PlanNodeForm(forms.ModelForm):
    """A part of an open plan: it lies under another part of the same plan, never itself, and has its kind's words."""

    class Meta:
        model = PlanNode
        fields = ["plan", "parent", "kind", *OWN_WORDS]
        widgets = {"kind": KindSelect}

    def __init__(self, data=None, *args, **kwargs) -> None:
        super().__init__(carry_words(data) if data else data, *args, **kwargs)
        if "parent" not in self.fields:
            return  # a decided plan is only read
        if "plan" in self.fields:  # a part stays in the plan it was made for
            self.fields["plan"].queryset = Plan.objects.open()
        plan = self.instance.plan_id or self.initial.get("plan")
        if str(plan).isdecimal():
            self.fields["parent"].queryset = PlanNode.objects.filter(plan=plan).exclude(kind__in=PlanNode.LEAF_KINDS)

    def full_clean(self) -> None:
        """Judge nothing when the page is only asked to show another kind's fields."""
        if SHOW_KIND in self.data:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return super().is_valid() and SHOW_KIND not in self.data

    def _get_validation_exclusions(self) -> set[str]:
        """The fields that the kind hasn't are known to be empty: constraints that name them are asked here too."""
        kind = self.cleaned_data.get("kind")
        return super()._get_validation_exclusions() - (set(OWN_WORDS) - set(asked_of(kind)) if kind else set())

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if SPLIT in self.data and len(split_at_empty_lines(text)) < 2:
            raise forms.ValidationError("Sätt en tom rad där delen ska delas.")
        return text

    def clean(self) -> dict:
        cleaned = super().clean()
        parent, kind = cleaned.get("parent"), cleaned.get("kind")
        plan = cleaned["plan"].pk if cleaned.get("plan") else self.instance.plan_id
        if parent and plan and parent.plan_id != plan:
            self.add_error("parent", "Välj en del av samma verksamhetsplan.")
        if parent and self.instance.pk and self.instance.pk in parent.path():
            self.add_error("parent", "En del kan inte ligga under sig själv.")
        if kind in PlanNode.LEAF_KINDS and self.instance.pk and self.instance.children.exists():
            self.add_error("kind", "Andra delar ligger under den här. Flytta dem först, eller välj en sort med rubrik.")
        if kind:
            self.empty_what_the_kind_has_not(kind)
        return cleaned

    def empty_what_the_kind_has_not(self, kind: str) -> None:
        for name in set(OWN_WORDS) - set(asked_of(kind)):
            field = PlanNode._meta.get_field(name)
            setattr(self.instance, name, None if field.null else field.get_default())


class PlanReferenceForm(forms.ModelForm):
    """Words of a part's text, and where they lead in the same plan."""

    class Meta:
        model = PlanReference
        fields = ["words", "target"]

    def clean_words(self) -> str:
        """New ones stand in the text as it is saved; others may be left behind by it, and the plan's page says so."""
        words = self.cleaned_data["words"]
        if "words" in self.changed_data and words not in self.instance.node.text:
            raise forms.ValidationError("Orden står inte i delens text. Skriv dem precis som där.")
        return words


class PlainlyToldFormSet(forms.BaseInlineFormSet):
    """Rows that are told of by what the reader sees, when two are alike; Django names the fields as the code does."""

    def get_unique_error_message(self, unique_check: Iterable[str]) -> str:
        fields = [self.model._meta.get_field(name) for name in unique_check if name != self.fk.name]
        return f"Två rader har samma {' och '.join(str(field.verbose_name) for field in fields)}."


class PartFormSet(PlainlyToldFormSet):
    """Rows that name a part of the plan that they stand in: no other plan's are offered."""

    part = "node"

    def parts(self) -> QuerySet[PlanNode]:
        return PlanNode.objects.filter(plan=self.instance.pk)

    @cached_property
    def offered(self) -> list[tuple[int | str, str]]:
        """One query for all rows."""
        parts = self.parts().order_by("pk")
        return [("", "---------"), *((node.pk, f"{node} ({node.get_kind_display()})") for node in parts)]

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if self.part in form.fields:
            form.fields[self.part].queryset = self.parts()
            form.fields[self.part].choices = self.offered


class PlanReferenceFormSet(PartFormSet):
    """Words of one part; they lead to any other, and are looked for in its text as it will be saved."""

    part = "target"

    def parts(self) -> QuerySet[PlanNode]:
        return PlanNode.objects.filter(plan=self.instance.plan_id).exclude(pk=self.instance.pk)

    def _construct_form(self, i: int, **kwargs) -> forms.ModelForm:
        form = super()._construct_form(i, **kwargs)
        form.instance.node = self.instance
        return form


class DutyFormSet(PartFormSet):
    """A plan's promises; one to balance at most, with those that another page has added since this one was shown."""

    def clean(self) -> None:
        super().clean()
        shown = [form.instance.pk for form in self.forms if form.instance.pk]
        elsewhere = Duty.objects.filter(plan=self.instance.pk, kind=Duty.Kind.BALANCE).exclude(pk__in=shown)
        kept = [form for form in self.forms if form.is_valid() and not self._should_delete_form(form)]
        if [form.cleaned_data.get("kind") for form in kept].count(Duty.Kind.BALANCE) + elsewhere.count() > 1:
            raise forms.ValidationError("Planen lovar redan att budgeten balanserar.")


class CommitmentField(forms.ModelChoiceField):
    """A commitment of a decided plan; `offer` says of which years."""

    def __init__(self, *, help_text: str) -> None:
        none = PlanNode.objects.none()
        super().__init__(none, label="Åtagande i planen", required=False, empty_label="Inget", help_text=help_text)

    def label_from_instance(self, node: PlanNode) -> str:
        return f"{node.plan.year}: {node.text[:90]}{'…' if len(node.text) > 90 else ''}"

    def offer(self, years: Iterable[int], reader: Reader, *, chosen: int | None) -> None:
        """Offer the commitments that the years' decided plans hold, and the one that is chosen already."""
        visible = PlanNode.objects.visible_to(reader)
        decided = Plan.objects.filter(year__in=years, editions__isnull=False)
        nodes = visible.filter(kind=PlanNode.Kind.COMMITMENT, plan__in=decided) | visible.filter(pk=chosen)
        self.queryset = nodes.select_related("plan").order_by("-plan__year", "pk")
