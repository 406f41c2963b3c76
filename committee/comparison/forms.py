"""Which two editions to compare."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from committee.models import PlanEdition
from committee.swedish import long_date


class ComparisonForm(forms.Form):
    """Two of the editions that the reader may see, written as year and number: 2017.1."""

    fran = forms.ChoiceField(label="Jämför från")
    till = forms.ChoiceField(label="Till")

    def __init__(self, editions: Iterable[PlanEdition], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.editions = {f"{edition.year}.{edition.number}": edition for edition in editions}
        choices = [(value, in_list(edition)) for value, edition in self.editions.items()]
        for field, initial in zip(("till", "fran"), self.editions, strict=False):
            self.initial.setdefault(field, initial)
        for field in self.fields.values():
            field.choices = choices
            field.error_messages = {
                "required": "Välj en utgåva.",
                "invalid_choice": "Den utgåvan finns inte. Välj en i listan.",
            }

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("fran") and cleaned.get("fran") == cleaned.get("till"):
            self.add_error("till", "Välj två olika utgåvor.")
        return cleaned

    def pair(self) -> tuple[PlanEdition, PlanEdition]:
        """The editions that were chosen, from and to."""
        return self.editions[self.cleaned_data["fran"]], self.editions[self.cleaned_data["till"]]


def in_list(edition: PlanEdition) -> str:
    return f"{edition}, fastställd {long_date(edition.decided_on)}"
