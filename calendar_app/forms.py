"""Forms of the secretariat's work with the calendar; what would break a promise is asked about once more."""

from __future__ import annotations

import datetime as dt

from django import forms

from calendar_app.checking import SECRETARIAT, broken_by
from calendar_app.free_days import FIRST_YEAR, LAST_YEAR
from calendar_app.models import Meeting, MeetingKind, Minutes
from calendar_app.planning_rows import objections_to
from committee.audience import Audience
from committee.models import Body, Municipality
from committee.promises import Verdict

DATE_HELP = "Skriv som 2018-01-25."
DATE_ERRORS = {"invalid": "Skriv datumet som 2018-01-25."}
YEAR_ERROR = f"Skriv ett år från {FIRST_YEAR} till {LAST_YEAR}."


class ClockField(forms.TimeField):
    """A clock time that may be left out, written as Swedish does: 12.00."""

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, error_messages={"invalid": "Skriv tiden som 12.00."}, **kwargs)


def promise_warning(verdict: Verdict) -> str:
    """What breaks, in words."""
    details = f" {'. '.join(verdict.details)}." if verdict.details else ""
    return f"Löftet bryts: {verdict.promise}. Det blir {verdict.words}.{details}"


class AskOnceMore(forms.Form):
    """A form whose warnings stop it the first time; the second time a ticked box lets it through."""

    is_confirmed = forms.BooleanField(label="Gå vidare ändå", required=False, widget=forms.HiddenInput)

    def warn(self, warnings: list[str]) -> None:
        """Show the warnings and the box, and stop the form unless the box is ticked."""
        if not warnings:
            return
        self.fields["is_confirmed"].widget = forms.CheckboxInput()
        if not self.cleaned_data.get("is_confirmed"):
            for warning in warnings:
                self.add_error(None, warning)
            self.add_error("is_confirmed", "Kryssa i rutan om du vill gå vidare ändå.")


class MeetingForm(AskOnceMore, forms.ModelForm):
    """A meeting in the admin: a change that breaks a promise of the plan is asked about once more."""

    joining_link = Meeting._meta.get_field("joining_link").formfield(assume_scheme="https")

    class Meta:
        model = Meeting
        fields = [
            *("body", "kind", "title", "precision", "starts_on", "ends_on", "starts_at", "ends_at"),
            *("venue", "joining_link", "audience", "agenda_audience"),
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and "agenda_audience" in self.fields:
            field = self.fields["agenda_audience"]
            field.required, field.initial = False, ""
            field.choices = [("", "de som organet anger"), *Audience.choices]

    def clean(self) -> dict:
        """A new meeting's agenda is read by those that its body says, unless something else is chosen."""
        cleaned = super().clean()
        if body := cleaned.get("body"):
            cleaned["agenda_audience"] = cleaned.get("agenda_audience") or body.agenda_audience
        if self.moves_its_minutes(cleaned):
            self.add_error(None, "Mötet har ett protokoll. Det behåller sitt organ och sitt år.")
        return cleaned

    def moves_its_minutes(self, cleaned: dict) -> bool:
        """Whether a meeting with minutes would go to another body or year, whose § are others."""
        was, body, starts_on = self.initial, cleaned.get("body"), cleaned.get("starts_on")
        if not (body and starts_on and self.instance.pk):
            return False
        is_same = (body.pk, starts_on.year) == (was["body"], was["starts_on"].year)
        return not is_same and Minutes.objects.filter(meeting=self.instance).exists()

    def _get_validation_exclusions(self) -> set[str]:
        """The state isn't typed here, but what is typed has to fit it."""
        return super()._get_validation_exclusions() - {"state", "announced_at"}

    def _post_clean(self) -> None:
        """The instance has its new values here, and isn't saved yet."""
        years = {self.instance.starts_on.year} if self.instance.pk else set()
        super()._post_clean()
        if self.errors:
            return
        meeting, warnings = self.instance, []
        if meeting.pk:
            verdicts = broken_by(meeting, years=years | {meeting.starts_on.year})
            warnings += [promise_warning(verdict) for verdict in verdicts]
        if not meeting.is_month_only and {"body", "precision", "starts_on", "ends_on"} & set(self.changed_data):
            warnings += objections_to(
                meeting.body,
                meeting.starts_on,
                meeting.ends_on,
                SECRETARIAT,
                besides=meeting if meeting.pk else None,
                is_ordinary=meeting.is_ordinary,
            )
        self.warn(warnings)


class StateForm(AskOnceMore):
    """A meeting's next state; the reason is shown to everyone."""

    reason = forms.CharField(
        label="Skäl",
        max_length=200,
        required=False,
        help_text="Visas för alla på mötets sida. Skriv inget om enskilda personer. Får vara tomt.",
    )


class DayForm(AskOnceMore):
    """The day of a meeting that so far has only a month."""

    starts_on = forms.DateField(label="Första dag", help_text=DATE_HELP, error_messages=DATE_ERRORS)
    ends_on = forms.DateField(
        label="Sista dag", required=False, help_text="Tomt: mötet är på en dag.", error_messages=DATE_ERRORS
    )
    starts_at = ClockField(label="Börjar kl.")
    ends_at = ClockField(label="Slutar kl.")

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["ends_on"] = cleaned.get("ends_on") or cleaned.get("starts_on")
        check_dates_and_times(self, cleaned)
        return cleaned


def check_dates_and_times(form: forms.Form, values: dict) -> None:
    """Let the meeting's own constraints say what is wrong with the dates and times."""
    names = ("starts_on", "ends_on", "starts_at", "ends_at")
    if form.errors or not values.get("starts_on"):
        return
    meeting = Meeting(precision=Meeting.Precision.DAY, **{name: values.get(name) for name in names})
    for constraint in Meeting._meta.constraints:
        if constraint.name in DATES_AND_TIMES:
            try:
                constraint.validate(Meeting, meeting)
            except forms.ValidationError as error:
                form.add_error(None, error)


DATES_AND_TIMES = {
    "meeting_year_is_a_year",
    "meeting_ends_after_it_starts",
    "meeting_times_both_or_none",
    "meeting_times_in_order",
}


class ChooseYearForm(forms.Form):
    """Which body's year to plan."""

    organ = forms.ModelChoiceField(Body.objects.none(), to_field_name="slug", label="Organ", empty_label="Välj organ")
    ar = forms.IntegerField(
        label="År",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), YEAR_ERROR),
    )

    def __init__(self, *args, bodies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = bodies


class ProposalForm(forms.Form):
    """One proposed meeting, as the editor wants it; what it is lies hidden, when and where is open."""

    is_included = forms.BooleanField(label="Ta med", required=False)
    starts_on = forms.DateField(label="Första dag", error_messages=DATE_ERRORS)
    ends_on = forms.DateField(label="Sista dag", required=False, error_messages=DATE_ERRORS)
    starts_at = ClockField(label="Börjar kl.")
    ends_at = ClockField(label="Slutar kl.")
    host = forms.ModelChoiceField(
        Municipality.objects.none(), label="Värdkommun", required=False, empty_label="Ingen än"
    )
    body = forms.ModelChoiceField(Body.objects.none(), widget=forms.HiddenInput)
    kind = forms.ModelChoiceField(MeetingKind.objects.all(), required=False, widget=forms.HiddenInput)
    title = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    month_only = forms.ModelChoiceField(Meeting.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, year, bodies, municipalities, meetings, **kwargs) -> None:
        """Many forms share one list of hosts to choose from: it is asked for once, where `municipalities` is made."""
        super().__init__(*args, **kwargs)
        self.year = year
        host = self.fields["host"]
        host.queryset = municipalities
        host.choices = [("", host.empty_label), *((row.pk, str(row)) for row in municipalities)]
        self.fields["body"].queryset = bodies
        self.fields["month_only"].queryset = meetings

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["ends_on"] = cleaned.get("ends_on") or cleaned.get("starts_on")
        check_dates_and_times(self, cleaned)
        month_only, starts_on = cleaned.get("month_only"), cleaned.get("starts_on")
        if starts_on and starts_on.year != self.year:
            self.add_error("starts_on", f"Du planerar {self.year}. Välj en dag det året.")
        elif month_only and starts_on and not in_month(month_only, starts_on):
            self.add_error("starts_on", f"Mötet är satt till {month_only.when}. Välj en dag i den månaden.")
        if month_only and cleaned.get("body") and month_only.body_id != cleaned["body"].pk:
            self.add_error(None, "Mötet hör till ett annat organ. Ladda om sidan och försök igen.")
        return cleaned


def in_month(meeting: Meeting, day: dt.date) -> bool:
    return (meeting.starts_on.year, meeting.starts_on.month) == (day.year, day.month)


ProposalFormSet = forms.formset_factory(ProposalForm, extra=0, max_num=80, absolute_max=80)
