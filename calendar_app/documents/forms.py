"""Forms of documents: a file is judged by what is in it."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from calendar_app.documents.content import ContentError, inspect
from calendar_app.documents.operations import Upload
from calendar_app.forms import DATE_ERRORS, DATE_HELP
from calendar_app.models import AgendaItem, Document, Meeting
from committee.reader import Reader

FILE_HELP = "PDF, Word, Excel, PowerPoint, ODT, ODS, PNG eller JPEG. Högst 25 MB."


class ContentField(forms.FileField):
    """A file in one of the formats that the portal takes; its cleaned value is an Upload."""

    def __init__(self, **kwargs) -> None:
        errors = {"required": "Välj en fil.", "missing": "Välj en fil.", "empty": "Filen är tom."}
        super().__init__(help_text=FILE_HELP, error_messages=errors, **kwargs)

    def to_python(self, data: UploadedFile | None) -> Upload | None:
        """The upload's own name is never an error: it is made safe where it is shown."""
        if data in self.empty_values:
            return None
        try:
            return Upload(data, inspect(data))
        except ContentError as error:
            raise forms.ValidationError(str(error)) from None


class DocumentForm(forms.ModelForm):
    """What is said of a document; an item is one of the same meeting's."""

    dated_on = forms.DateField(label="Upprättad eller inkommen den", help_text=DATE_HELP, error_messages=DATE_ERRORS)
    is_accessible = forms.TypedChoiceField(
        label="Tillgänglighet",
        required=False,
        choices=[("", "Inte bedömd"), ("yes", "Går att läsa med skärmläsare"), ("no", "Inte tillgänglighetsanpassad")],
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        help_text="Läsbar för alla: rubriker, textalternativ till bilder, och språket angivet i filen.",
    )

    class Meta:
        model = Document
        fields = [
            *("item", "title", "audience", "language", "origin", "dated_on", "registration_number", "is_accessible"),
        ]

    def __init__(self, *args, meeting: Meeting, reader: Reader, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.meeting = meeting
        items = AgendaItem.objects.visible_to(reader).filter(meeting=meeting).in_order()
        self.fields["item"].queryset = items
        self.fields["item"].empty_label = "Hela mötet"
        self.fields["language"].help_text = "Tomt: det språk som står i filen."
        if self.instance.is_accessible is not None:
            self.initial["is_accessible"] = "yes" if self.instance.is_accessible else "no"


class NewDocumentForm(DocumentForm):
    """A new document with its file, whose name is its title when none is typed."""

    file = ContentField(label="Fil")
    field_order = ["file", "title"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = "Tomt: filens namn."

    def clean(self) -> dict:
        cleaned = super().clean()
        if upload := cleaned.get("file"):
            cleaned["title"] = cleaned.get("title") or upload.name.rpartition(".")[0]
            known = upload.content.language[:2]
            cleaned["language"] = cleaned.get("language") or (known if known in Document.Language.values else "")
        return cleaned


class VersionForm(forms.Form):
    """A file that supersedes the latest version."""

    file = ContentField(label="Ny version")
