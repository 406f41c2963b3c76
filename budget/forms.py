"""How amounts are typed."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

from budget.models import BudgetLine

WHOLE_NUMBER = re.compile(r"-?[0-9]+")
SPACES = re.compile(r"[\s\xa0\u202f\u2009]")


class KronorField(forms.IntegerField):
    """Whole kronor, typed as people type them: 945 000, with or without kr."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Skriv beloppet i hela kronor, till exempel 945 000."}

    def to_python(self, value) -> int | None:
        if isinstance(value, str):
            value = SPACES.sub("", value).casefold().removesuffix("kr").removesuffix(":-").replace("\u2212", "-")
            if value and not WHOLE_NUMBER.fullmatch(value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class BudgetLineForm(forms.ModelForm):
    amount_sek = KronorField(label="Belopp i kronor")

    class Meta:
        model = BudgetLine
        fields = ["kind", "position", "label", "amount_sek"]
