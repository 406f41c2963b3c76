"""Forms of the plan's rows, and the field by which others point at them."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from committee.models import Plan, PlanNode
from committee.reader import Reader


class PlanNodeForm(forms.ModelForm):
    """A part of a draft: it lies under another part of the same plan, and never under itself."""

    class Meta:
        model = PlanNode
        fields = ["plan", "parent", "kind", "number", "title", "text", "is_focus", "body", "series_kind"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "parent" not in self.fields:
            return  # a decided plan is only read
        if "plan" in self.fields:  # a part stays in the plan it was made for
            self.fields["plan"].queryset = Plan.objects.with_decision().filter(is_decided=False)
        plan = self.instance.plan_id or self.initial.get("plan")
        if str(plan).isdecimal():
            self.fields["parent"].queryset = PlanNode.objects.filter(plan=plan).exclude(kind__in=PlanNode.LEAF_KINDS)

    def clean(self) -> dict:
        cleaned = super().clean()
        parent = cleaned.get("parent")
        plan = cleaned["plan"].pk if cleaned.get("plan") else self.instance.plan_id
        if parent and plan and parent.plan_id != plan:
            self.add_error("parent", "Välj en del av samma verksamhetsplan.")
        if parent and self.instance.pk and self.instance.pk in parent.path():
            self.add_error("parent", "En del kan inte ligga under sig själv.")
        if cleaned.get("kind") in PlanNode.LEAF_KINDS and self.instance.pk and self.instance.children.exists():
            self.add_error("kind", "Andra delar ligger under den här. Flytta dem först, eller välj en sort med rubrik.")
        return cleaned


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
