"""How amounts and texts are typed."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from budget.amounts import AmountError, read_kronor
from budget.exchange.cells import CellError, read_cell
from committee.swedish import thousands


class KronorField(forms.IntegerField):
    """Whole kronor, typed as people type them: 945 000, with or without kr. What is no amount is refused with why."""

    widget = forms.TextInput

    def prepare_value(self, value: int | str | None) -> str | None:
        """An amount that is there is shown as it is typed: 945 000."""
        return thousands(value).replace("\xa0", " ") if isinstance(value, int) else value

    def to_python(self, value: str | int | None) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value.strip() if isinstance(value, str) else value)
        try:
            return read_kronor(value)
        except AmountError as error:
            raise ValidationError(str(error), code="invalid") from error


def as_read_in(field: str, text: str) -> str:
    """A text of a line as it would be when read from a file, so that what is downloaded can be read back."""
    try:
        return read_cell(field, text)
    except CellError as error:
        raise ValidationError(str(error), code="invalid") from error
