"""Forms of the fee's division: what the keys are reckoned with, the choice, and how many live where."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, QueryDict

from budget.amounts import SPACES
from budget.forms import KronorField
from budget.models import Population
from budget.shares.members import FIRST_YEAR, Roll
from budget.shares.scenarios import Scenario, Terms
from committee.models import Municipality
from committee.posting import posted

HIGHEST_WEIGHT = 1_000_000
MOST_INHABITANTS = 100_000_000
WITHOUT_SPACES = str.maketrans("", "", SPACES)
LIMITS = ("required", "invalid", "min_value", "max_value")
NOT_CONFIRMED = "Kryssa i rutan först."


def posted_by(request: HttpRequest, button: str) -> QueryDict | None:
    """What was posted with one of the page's buttons, by the `do` that it sends; None otherwise."""
    return posted(request) if request.POST.get("do") == button else None


class YearField(forms.IntegerField):
    """A year whose numbers of inhabitants a fee can be divided by: up to the budget's own."""

    def __init__(self, roll: Roll) -> None:
        known = ", ".join(map(str, roll.population_years()))
        said = (
            f"Uppgifter om alla kommuner finns för {known}." if known else "Inget år har uppgifter om alla kommuner än."
        )
        super().__init__(
            label="Folkmängd från år",
            min_value=FIRST_YEAR,
            max_value=roll.year,
            help_text=f"Folkmängden den 31 december. {said}",
            error_messages=dict.fromkeys(LIMITS, f"Skriv ett år från {FIRST_YEAR} till {roll.year}."),
        )


class WeightField(forms.IntegerField):
    """An agreed weight, which may be left out."""

    def __init__(self, label: str) -> None:
        errors = dict.fromkeys(LIMITS, "Skriv vikten som ett helt tal från 0 till 1\xa0000\xa0000.")
        super().__init__(label=label, required=False, min_value=0, max_value=HIGHEST_WEIGHT, error_messages=errors)


class ScenarioForm(forms.Form):
    """What the keys are reckoned with. It is sent in the address, so that a comparison is a link."""

    fast = KronorField(
        label="Fast del per kommun",
        help_text="Kronor för den som är med hela året. Resten delas efter antal invånare.",
        required=False,
        min_value=1,
        error_messages={"min_value": "Den fasta delen ska vara mer än 0 kr."},
    )

    def __init__(self, data: QueryDict, *, roll: Roll) -> None:
        super().__init__({"ar": roll.usual_population_year(), **data.dict()})
        self.roll = roll
        self.fields["ar"] = YearField(roll)
        for municipality in roll.days:
            self.fields[weight_name(municipality)] = WeightField(municipality.name)

    @property
    def has_weights(self) -> bool:
        """Whether any weight is typed, rightly or wrongly."""
        return any(field.value() for field in self.weight_fields())

    def weight_fields(self) -> list[forms.BoundField]:
        return [self[weight_name(municipality)] for municipality in self.roll.days]

    def terms(self) -> Terms:
        """What was typed, without what is wrong; needs `is_valid` to have been asked."""
        typed = self.cleaned_data
        weights = {municipality.name: typed.get(weight_name(municipality)) for municipality in self.roll.days}
        return Terms(
            typed.get("fast"),
            typed.get("ar"),
            {name: weight for name, weight in weights.items() if weight is not None},
        )


def weight_name(municipality: Municipality) -> str:
    return f"vikt-{municipality.slug}"


class ConfirmForm(forms.Form):
    """A step that is taken once a box is ticked; the prefix tells the steps of a page apart."""

    is_confirmed = forms.BooleanField(error_messages={"required": NOT_CONFIRMED})

    def __init__(self, data: QueryDict | None, *, prefix: str, label: str) -> None:
        super().__init__(data, prefix=prefix)
        self.fields["is_confirmed"].label = label


class ChooseKeyForm(forms.Form):
    """Which of the keys that could be reckoned the fee is divided by; `seen` is the comparison that was looked at."""

    key = forms.ChoiceField(
        label="Fördelningsnyckel",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Välj en av nycklarna i jämförelsen."),
    )
    is_confirmed = forms.BooleanField(
        label="Ja, avgiften ska fördelas så här", error_messages={"required": NOT_CONFIRMED}
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, scenarios: Iterable[Scenario]) -> None:
        super().__init__(data)
        self.fields["key"].choices = [(scenario.key.value, scenario.key.label) for scenario in scenarios]


class InhabitantsField(forms.IntegerField):
    """A number of people, typed with or without spaces: 30 000."""

    widget = forms.TextInput

    def __init__(self, *, label: str) -> None:
        errors = dict.fromkeys(LIMITS, "Skriv antalet invånare med siffror, till exempel 30 000.")
        super().__init__(label=label, min_value=1, max_value=MOST_INHABITANTS, error_messages=errors)

    def to_python(self, value: str | int | None) -> int | None:
        return super().to_python(value.translate(WITHOUT_SPACES) if isinstance(value, str) else value)


class PopulationForm(forms.Form):
    """How many live in each municipality in a year, and where the numbers come from."""

    source = forms.CharField(
        label="Källa för alla uppgifterna",
        max_length=Population._meta.get_field("source").max_length,
        help_text="Till exempel: SCB.",
        error_messages={"required": "Ange var uppgifterna kommer från."},
    )

    def __init__(self, data: QueryDict | None, *, municipalities: list[Municipality], known: list[Population]) -> None:
        numbers = {field_name(row.municipality_id): row.inhabitants for row in known}
        super().__init__(data, initial={"source": known[0].source if known else "", **numbers})
        self.municipalities = municipalities
        for municipality in municipalities:
            self.fields[field_name(municipality.pk)] = InhabitantsField(label=municipality.name)

    def numbers(self) -> dict[int, int]:
        """Inhabitants by municipality's key."""
        return {row.pk: self.cleaned_data[field_name(row.pk)] for row in self.municipalities}

    def number_fields(self) -> list[forms.BoundField]:
        return [self[field_name(municipality.pk)] for municipality in self.municipalities]


def field_name(key: int) -> str:
    return f"invanare-{key}"
