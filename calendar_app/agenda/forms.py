"""Forms of the agenda."""

from __future__ import annotations

import datetime as dt

from django import forms

from calendar_app.models import AgendaItem, Meeting
from committee.forms import CommitmentField
from committee.reader import Reader


class AgendaItemForm(forms.ModelForm):
    """An item as the secretary writes it; what is changed in a published one is marked as edited."""

    commitment = CommitmentField(help_text="Ärendet visas på åtagandets sida.")

    class Meta:
        model = AgendaItem
        fields = [
            *("kind", "title", "presenter", "minutes", "text", "proposal", "ground", "commitment", "source"),
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "proposal": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, meeting: Meeting, reader: Reader, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        years = [meeting.starts_on.year, meeting.starts_on.year - 1]
        self.fields["commitment"].offer(years, reader, chosen=self.instance.commitment_id)

    def mark_edited(self, at: dt.datetime) -> None:
        if self.instance.number and self.changed_data:
            self.instance.edited_at = at


class ReviewedForm(forms.Form):
    """What is published has been read by a person first."""

    is_reviewed = forms.BooleanField(
        label="Jag har granskat handlingarna för personuppgifter och sekretess",
        error_messages={"required": "Granska handlingarna och kryssa i rutan först."},
    )
