"""How amounts are typed."""

from __future__ import annotations

import re

from django import forms

from budget.models import BudgetLine

SPACES = re.compile(r"[\s\xa0\u202f\u2009]")


class KronorField(forms.IntegerField):
    """Whole kronor, typed as people type them: 945 000, with or without kr."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Skriv beloppet i hela kronor, till exempel 945 000."}

    def to_python(self, value) -> int | None:
        if isinstance(value, str):
            value = SPACES.sub("", value).casefold().removesuffix("kr").replace("\u2212", "-")
        return super().to_python(value)


class BudgetLineForm(forms.ModelForm):
    amount_sek = KronorField(label="belopp i kronor")

    class Meta:
        model = BudgetLine
        fields = ["kind", "position", "label", "amount_sek"]
