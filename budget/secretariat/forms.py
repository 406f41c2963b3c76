"""Forms of the secretariat's work with a budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django import forms

from budget.forms import KronorField, as_read_in
from budget.kinds import TITLES
from budget.models import Budget, BudgetLine
from budget.secretariat.pages import headed
from committee.forms import CommitmentField
from committee.reader import Reader
from committee.swedish import kronor, long_date

DATE_ERRORS = {"invalid": "Skriv datumet som 2018-01-25."}
EARLIEST_YEAR = 1900


class NewBudgetForm(forms.ModelForm):
    """The first version of a year's budget; later ones are revisions of it."""

    class Meta:
        model = Budget
        fields = ["year"]

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if Budget.objects.exclude(pk=self.instance.pk).filter(year=year).exists():
            raise forms.ValidationError("Året har redan en budget. Revidera den i stället.")
        return year


class ContinuedField(forms.ModelChoiceField):
    def label_from_instance(self, line: BudgetLine) -> str:
        return f"{line.label}, {kronor(line.amount_sek)}"


class BudgetLineForm(forms.ModelForm):
    """A line of a draft; `continues` is the line of last year's budget that it is compared with."""

    amount_sek = KronorField(label="Belopp i kronor")
    commitment = CommitmentField(help_text="Länkas från posten.")
    continues = ContinuedField(
        BudgetLine.objects.none(),
        required=False,
        empty_label="Ingen: posten är ny",
        help_text="Posten jämförs med den som du väljer, vad de än heter.",
    )

    class Meta:
        model = BudgetLine
        fields = ["kind", "group", "label", "amount_sek", "is_fee", "note", "commitment"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3}), "group": forms.TextInput(attrs={"list": "rubriker"})}

    def __init__(self, *args, budget: Budget, earlier: Budget | None, reader: Reader, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].offer([budget.year, budget.year - 1], reader, chosen=self.instance.commitment_id)
        taken = budget.lines.exclude(pk=self.instance.pk).values("lineage")
        lines = earlier.lines.exclude(lineage__in=taken) if earlier else BudgetLine.objects.none()
        if not lines:
            del self.fields["continues"]
            return
        field = self.fields["continues"]
        field.queryset = lines
        field.label = f"Motsvarar i {str(earlier).lower()}"
        field.initial = next((line.pk for line in lines if line.lineage == self.instance.lineage), None)

    def clean_group(self) -> str:
        return as_read_in("group", self.cleaned_data["group"])

    def clean_label(self) -> str:
        return as_read_in("label", self.cleaned_data["label"])

    def clean_note(self) -> str:
        return as_read_in("note", self.cleaned_data["note"])

    def clean(self) -> dict:
        """Give the line the lineage that was chosen; one that no longer continues another begins its own."""
        cleaned = super().clean()
        if "continues" in self.changed_data:
            continued = cleaned.get("continues")
            self.instance.lineage = continued.lineage if continued else BudgetLine().lineage
        return cleaned


class AdoptForm(forms.Form):
    """The day and paragraph of the committee's decision."""

    adopted_on = forms.DateField(label="Datum för beslutet", error_messages=DATE_ERRORS)
    adopted_in = forms.CharField(
        label="Paragraf", required=False, max_length=Budget._meta.get_field("adopted_in").max_length
    )
    is_confirmed = forms.BooleanField(
        label="Budgeten är beslutad. Den ska låsas och publiceras.",
        error_messages={"required": "Kryssa i rutan när budgeten är beslutad."},
    )

    def __init__(self, *args, budget: Budget, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.budget, self.today = budget, today
        self.fields["adopted_in"].help_text = "Till exempel § 12. Kan lämnas tomt."

    def clean_adopted_on(self) -> dt.date:
        on = self.cleaned_data["adopted_on"]
        if on > self.today:
            raise forms.ValidationError(f"Beslutsdatumet {long_date(on)} har inte varit än.")
        if on.year < EARLIEST_YEAR:
            raise forms.ValidationError(f"Beslutsdatumet {long_date(on)} är för länge sedan. Kontrollera årtalet.")
        if reason := self.budget.why_not_adopt(on=on):
            raise forms.ValidationError(reason)
        return on


class ReviseForm(forms.ModelForm):
    class Meta:
        model = Budget
        fields = ["reason"]
        widgets = {"reason": forms.TextInput}


class ResultsForm(forms.Form):
    """Forecast and outcome of each line, and the day they hold for; a field left empty says that it isn't known."""

    follow_up_on = forms.DateField(
        label="Siffrorna gäller per", required=False, error_messages=DATE_ERRORS, help_text="Till exempel 2017-08-31."
    )

    def __init__(self, *args, budget: Budget, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.budget, self.today = budget, today
        self.lines = [line for kind in BudgetLine.Kind for line in budget.lines_of(kind)]
        self.fields["follow_up_on"].initial = budget.follow_up_on
        for line in self.lines:
            for name, label in (("forecast", "Prognos"), ("outcome", "Utfall")):
                self.fields[f"{name}-{line.pk}"] = KronorField(
                    label=f"{label}: {line.label}",
                    required=False,
                    initial=getattr(line, f"{name}_sek"),
                    show_hidden_initial=True,
                )

    def clean_follow_up_on(self) -> dt.date | None:
        on = self.cleaned_data["follow_up_on"]
        if on and on > self.today:
            raise forms.ValidationError(f"{long_date(on)} har inte varit än.")
        if on and on.year < self.budget.year:
            raise forms.ValidationError(f"{long_date(on)} är före budgetåret {self.budget.year}.")
        return on

    def sides(self) -> Iterator[tuple[str, list[tuple[str, list[tuple]]]]]:
        """Each side's name with its headings, and under each the lines with their two fields."""
        for kind in BudgetLine.Kind:
            groups = headed(self.budget, kind)
            yield TITLES[kind], [(name, [self.row(line) for line in lines]) for name, lines in groups]

    def row(self, line: BudgetLine) -> tuple[BudgetLine, forms.BoundField, forms.BoundField]:
        return line, self[f"forecast-{line.pk}"], self[f"outcome-{line.pk}"]

    @property
    def figures(self) -> dict[int, dict[str, int | None]]:
        """The figures that were changed on the page, by line; what another has typed meanwhile isn't among them."""
        figures: dict[int, dict[str, int | None]] = {}
        for line in self.lines:
            for name in ("forecast", "outcome"):
                if f"{name}-{line.pk}" in self.changed_data:
                    figures.setdefault(line.pk, {})[f"{name}_sek"] = self.cleaned_data[f"{name}-{line.pk}"]
        return figures
