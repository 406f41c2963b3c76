"""The forms that minutes are written in: the facts, who was there, the paragraphs and what is to be followed up."""

from __future__ import annotations

from django import forms
from django.forms import BaseInlineFormSet, BaseModelFormSet, inlineformset_factory, modelformset_factory

from calendar_app.forms import DATE_ERRORS, DATE_HELP, AskOnceMore, ClockField
from calendar_app.minutes.drafting import assignments_at
from calendar_app.models import Attendance, FollowUp, Minutes, Paragraph
from committee.models import Municipality, Person
from committee.swedish import with_municipality

MOST = 200
"""Rows of a kind that one page takes."""


class AdjustersField(forms.ModelMultipleChoiceField):
    """People to choose from, told apart by their municipality."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person: Person) -> str:
        return with_municipality(person.name, str(person.municipality or ""))


class MinutesForm(AskOnceMore, forms.ModelForm):
    """Who led the meeting, when it was, and who adjusts the minutes."""

    opened_at = ClockField(label="Öppnat kl.")
    closed_at = ClockField(label="Avslutat kl.")
    adjusters = AdjustersField(
        Person.objects.none(),
        label="Justerare",
        required=False,
        error_messages=dict.fromkeys(
            ("invalid_choice", "invalid_pk_value"), "Välj justerare bland dem som har uppdrag i organet."
        ),
    )

    class Meta:
        model = Minutes
        fields = ["chair", "secretary", "opened_at", "closed_at"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.instance.meeting
        if meeting.starts_on != meeting.ends_on:
            # A clock time doesn't say which of the days; over several days it can be written in the text.
            del self.fields["opened_at"], self.fields["closed_at"]
        chosen = self.instance.adjusters.values("person")
        held = {assignment.person_id for assignment in assignments_at(meeting)}
        people = Person.objects.filter(pk__in=held) | Person.objects.filter(pk__in=chosen)
        self.fields["adjusters"].queryset = people.select_related("municipality").order_by("name", "municipality__name")
        self.initial["adjusters"] = list(chosen.values_list("person", flat=True))
        self.fields["is_confirmed"].label = "Spara eller skicka ändå"


class MunicipalityField(forms.ModelChoiceField):
    """A municipality; many forms share one list to choose from, asked for once."""

    def __init__(self, **kwargs) -> None:
        super().__init__(Municipality.objects.none(), required=False, **kwargs)

    def choose_among(self, municipalities: list[Municipality]) -> None:
        self.queryset = Municipality.objects.filter(pk__in=[row.pk for row in municipalities])
        self.choices = [("", self.empty_label), *((row.pk, str(row)) for row in municipalities)]


class AttendanceForm(forms.ModelForm):
    municipality = MunicipalityField(label="Kommun", empty_label="Ingen")

    class Meta:
        model = Attendance
        fields = ["is_present", "name", "municipality", "role"]
        error_messages = {"name": {"required": "Skriv namn eller befattning."}}

    def __init__(self, *args, municipalities: list[Municipality], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choose_among(municipalities)

    def has_changed(self) -> bool:
        """An empty row is no row, whether or not its box is ticked."""
        return bool(set(self.changed_data) - ({"is_present"} if self.instance.pk is None else set()))


class AttendanceFormSet(BaseInlineFormSet):
    def get_unique_error_message(self, unique_check) -> str:
        return "Två rader har samma namn eller befattning. Skriv kommunen efter namnet för att skilja dem åt."

    def save_new(self, form, commit=True) -> Attendance:
        """Those that are added come last."""
        places = [row.instance.position for row in self.initial_forms]
        form.instance.position = max([*places, 0]) + 1 + self.extra_forms.index(form)
        return super().save_new(form, commit)


AttendanceForms = inlineformset_factory(
    Minutes,
    Attendance,
    AttendanceForm,
    formset=AttendanceFormSet,
    extra=2,
    max_num=MOST,
    absolute_max=MOST,
)


class ParagraphForm(forms.ModelForm):
    class Meta:
        model = Paragraph
        fields = ["title", "text", "decision", "ground"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5}), "decision": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": "Skriv en rubrik."}}
        help_texts = {"ground": "Tomt: paragrafen är öppen. Ifyllt: andra än organets ledamöter ser bara § och grund."}


class ParagraphFormSet(BaseInlineFormSet):
    def add_fields(self, form: ParagraphForm, index: int) -> None:
        """What comes from the agenda stays, and so does what has its §."""
        super().add_fields(form, index)
        if form.instance.item_id or form.instance.section:
            del form.fields["DELETE"]
        else:
            form.fields["DELETE"].label = "Ta bort paragrafen"

    def clean(self) -> None:
        """No browser adds a paragraph here; one that is added past the form for it would have no place."""
        super().clean()
        if self.extra_forms:
            raise forms.ValidationError("Formuläret har fler paragrafer än protokollet. Ladda om sidan.")
        gone = [form.instance for form in self.deleted_forms]
        for paragraph in Paragraph.objects.filter(pk__in=[row.pk for row in gone], follow_ups__isnull=False).distinct():
            raise forms.ValidationError(
                f"”{paragraph.title}” har uppföljningar och kan inte tas bort. Ta bort uppföljningarna först."
            )


ParagraphForms = inlineformset_factory(
    Minutes, Paragraph, ParagraphForm, formset=ParagraphFormSet, extra=0, max_num=MOST, absolute_max=MOST
)


class NewParagraphForm(ParagraphForm):
    """A paragraph that isn't on the agenda; left empty it is none."""

    after = forms.ModelChoiceField(
        Paragraph.objects.none(),
        label="Läggs in efter",
        required=False,
        empty_label="sist",
        error_messages={"invalid_choice": "Välj en av protokollets paragrafer."},
    )

    def __init__(self, *args, minutes: Minutes, rows: list[tuple[int, Paragraph]], **kwargs) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        given = [section for section, paragraph in rows if paragraph.section]
        open_places = [(section, paragraph) for section, paragraph in rows if section >= max(given, default=0)]
        after = self.fields["after"]
        after.queryset = minutes.paragraphs.all()
        after.choices = [("", "sist"), *((row.pk, f"§ {section} {row.title}") for section, row in open_places)]
        self.fields["title"].help_text = "Tomt: ingen paragraf läggs till."

    def has_changed(self) -> bool:
        """Where it would come doesn't make a paragraph."""
        return bool(set(self.changed_data) - {"after"})


class FollowUpForm(forms.ModelForm):
    """What a decision asks for; `place` says of which paragraph, and isn't a choice."""

    due_on = forms.DateField(
        label="Klart senast",
        help_text=DATE_HELP,
        error_messages=DATE_ERRORS | {"required": "Skriv när det ska vara klart."},
    )
    municipality = MunicipalityField(label="Ansvarig kommun", empty_label="Ingen kommun")
    place = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = FollowUp
        fields = ["task", "municipality", "owner", "due_on"]
        labels = {"owner": "Annan ansvarig"}
        error_messages = {"task": {"required": "Skriv vad som ska göras."}}
        help_texts = {"owner": ""}

    def __init__(self, *args, municipalities: list[Municipality], paragraphs: set[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choose_among(municipalities)
        self.fields["place"].initial = self.instance.paragraph_id
        self.paragraphs = paragraphs

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"place"})

    def clean(self) -> dict:
        cleaned = super().clean()
        place = cleaned.get("place")
        if self.instance.pk is None and place in self.paragraphs:
            self.instance.paragraph_id = place
        elif place != self.instance.paragraph_id:
            raise forms.ValidationError("Paragrafen finns inte längre. Ladda om sidan.")
        return cleaned


class FollowUpFormSet(BaseModelFormSet):
    def add_fields(self, form: FollowUpForm, index: int) -> None:
        super().add_fields(form, index)
        if form.instance.pk is None:
            del form.fields["DELETE"]
        else:
            form.fields["DELETE"].label = "Ta bort uppföljningen"


FollowUpForms = modelformset_factory(
    FollowUp,
    FollowUpForm,
    formset=FollowUpFormSet,
    extra=0,
    can_delete=True,
    max_num=MOST,
    absolute_max=2 * MOST,
)


class SendForm(forms.Form):
    """What is adjusted is published, so it is looked through before it is sent."""

    is_reviewed = forms.BooleanField(
        label="Jag har granskat protokollet för personuppgifter och sekretess",
        required=False,
    )


class PaperForm(forms.Form):
    """That an adjuster has signed on paper: the last one's locks the minutes for good."""

    adjuster = forms.IntegerField(widget=forms.HiddenInput)
    is_signed = forms.BooleanField(
        label="Jag har underskriften på papper",
        error_messages={"required": "Kryssa i att du har underskriften."},
    )


class ApproveForm(forms.Form):
    """An adjuster's own approval."""

    is_approved = forms.BooleanField(
        label="Jag har läst protokollet och justerar det",
        error_messages={"required": "Kryssa i rutan när du har läst protokollet."},
    )
