"""Forms of the agenda."""

from __future__ import annotations

import datetime as dt

from django import forms

from calendar_app.models import AgendaItem, Meeting
from committee.models import Plan, PlanNode
from committee.reader import Reader


class CommitmentField(forms.ModelChoiceField):
    def label_from_instance(self, node: PlanNode) -> str:
        return f"{node.plan.year}: {node.text[:90]}{'…' if len(node.text) > 90 else ''}"


class AgendaItemForm(forms.ModelForm):
    """An item as the secretary writes it; what is changed in a published one is marked as edited."""

    commitment = CommitmentField(
        PlanNode.objects.none(),
        label="Åtagande i planen",
        required=False,
        empty_label="Inget",
        help_text="Ärendet visas på åtagandets sida.",
    )

    class Meta:
        model = AgendaItem
        fields = [
            *("kind", "title", "presenter", "minutes", "text", "proposal", "ground", "commitment", "source"),
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "proposal": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, meeting: Meeting, reader: Reader, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        years = [meeting.starts_on.year, meeting.starts_on.year - 1]
        visible = PlanNode.objects.visible_to(reader)
        decided = Plan.objects.filter(year__in=years, editions__isnull=False)
        nodes = visible.filter(kind=PlanNode.Kind.COMMITMENT, plan__in=decided)
        nodes |= visible.filter(pk=self.instance.commitment_id)
        self.fields["commitment"].queryset = nodes.select_related("plan").order_by("-plan__year", "pk")

    def mark_edited(self, at: dt.datetime) -> None:
        if self.instance.number and self.changed_data:
            self.instance.edited_at = at


class ReviewedForm(forms.Form):
    """What is published has been read by a person first."""

    is_reviewed = forms.BooleanField(
        label="Jag har granskat handlingarna för personuppgifter och sekretess",
        error_messages={"required": "Granska handlingarna och kryssa i rutan först."},
    )
