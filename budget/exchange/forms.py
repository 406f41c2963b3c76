"""The form that lines are read from: a file or a pasted text, judged by what is in it."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from budget.exchange.proposing import Mode
from budget.exchange.raw import UnreadableError
from budget.exchange.reading import MOST_BYTES, Reading, read_file, read_pasted
from committee.swedish import size_in_words

ONE_OF_THEM = "Välj en fil eller klistra in text."
CHOOSE = "Välj vad som ska hända med posterna som redan finns."
NOT_BOTH = "Välj antingen en fil eller text, inte båda."


class TableField(forms.FileField):
    """A file with lines; its cleaned value is a Reading."""

    def to_python(self, data: UploadedFile | None) -> Reading | None:
        """The file's own name is never an error, and a file that is too large is never read into memory."""
        if data in self.empty_values:
            return None
        if data.size > MOST_BYTES:
            size, most = size_in_words(data.size), size_in_words(MOST_BYTES)
            raise forms.ValidationError(f"Filen är {size}. Den får vara högst {most}.")
        return read_or_refuse(read_file, data.read())


class PastedField(forms.CharField):
    """A pasted table or a typed budget; its cleaned value is a Reading."""

    widget = forms.Textarea(attrs={"rows": 10, "spellcheck": "false"})

    def clean(self, value: str | None) -> Reading | None:
        text = super().clean(value)
        return read_or_refuse(read_pasted, text) if text.strip() else None


def read_or_refuse(read, content: bytes | str) -> Reading:
    try:
        return read(content)
    except UnreadableError as error:
        raise forms.ValidationError(str(error)) from error


class LinesForm(forms.Form):
    """Where lines come from and, in a draft, what becomes of those that are there."""

    file = TableField(label="Fil", required=False, help_text="Excel (.xlsx), CSV eller JSON. Högst 2 MB.")
    text = PastedField(
        label="Eller klistra in text",
        required=False,
        strip=False,
        help_text="En tabell med rubrikrad, eller raderna Intäkter och Kostnader med en post och ett belopp per rad.",
    )
    mode = forms.ChoiceField(
        label="Posterna som redan finns",
        choices=[(Mode.REPLACE.value, "Ersätt alla poster"), (Mode.APPEND.value, "Lägg till sist")],
        initial=Mode.REPLACE.value,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], CHOOSE),
    )

    def __init__(self, *args, is_adopted: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_adopted:
            del self.fields["mode"]
            self.fields["text"].help_text = "En tabell med rubrikrad."

    def clean(self) -> dict:
        cleaned = super().clean()
        if not ("file" in cleaned and "text" in cleaned):
            return cleaned
        if bool(cleaned["file"]) == bool(cleaned["text"]):
            self.add_error(None, NOT_BOTH if cleaned["file"] else ONE_OF_THEM)
        cleaned["reading"] = cleaned["file"] or cleaned["text"]
        return cleaned
