"""The page where a fee is divided: the keys compared by the terms in the address, and what is made of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budget.models import Budget, FeeDivision
from budget.shares.forms import ChooseKeyForm, ConfirmForm, ScenarioForm, posted_by
from budget.shares.members import Roll
from budget.shares.operations import choose_key, publish, why_not_choose, withdraw
from budget.shares.reading import DivisionTable
from budget.shares.scenarios import Comparison
from committee import clock
from committee.posting import posted_key
from committee.refusal import RefusedError


class ScenarioPage:
    """One budget's fee by all the keys; what is posted names the key, the terms stand in the address."""

    def __init__(self, request: HttpRequest, budget: Budget) -> None:
        self.request, self.budget = request, budget
        self.roll = Roll.of(budget.year, request.reader)
        self.form = ScenarioForm(request.GET, roll=self.roll)
        self.form.is_valid()
        self.terms = self.form.terms()
        self.comparison = Comparison.of(self.roll, budget.fee_sek, self.terms)
        self.division = FeeDivision.objects.visible_to(request.reader).with_shares().filter(budget=budget).first()
        self.choice = ChooseKeyForm(posted_by(request, "choose"), scenarios=self.comparison.reckoned)
        self.publishing = ConfirmForm(
            posted_by(request, "publish"), prefix="publicera", label="Ja, visa avgifterna för alla"
        )

    def answer(self) -> HttpResponse | None:
        """Do what the button says and lead on; None when the page is to be shown again, with what is wrong."""
        try:
            if self.choice.is_valid():
                said = self.choose(self.choice.cleaned_data["key"], seen=self.choice.cleaned_data["seen"])
            elif self.publishing.is_valid():
                publish(self.shown_division(), at=clock.now())
                said = "Avgifterna är publicerade."
            elif self.request.POST.get("do") == "withdraw":
                withdraw(self.shown_division())
                said = "Avgifterna är tillbakatagna. Nu ser bara sekretariatet dem."
            else:
                return None
        except RefusedError as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, said)
        return redirect(self.request.get_full_path())

    def choose(self, key: str, *, seen: str) -> str:
        if seen != self.comparison.fingerprint:
            raise RefusedError("Uppgifterna har ändrats sedan du öppnade sidan. Läs jämförelsen och välj igen.")
        division = choose_key(
            self.budget,
            key=key,
            fixed_sek=self.terms.fixed_sek or 0,
            population_year=self.terms.population_year,
            weights=self.terms.weights,
        )
        return f"Vald fördelning: {division.get_key_display()}. Bara sekretariatet ser den tills du publicerar den."

    def shown_division(self) -> FeeDivision:
        """The one that the button stood under. Raises RefusedError when another has been chosen since."""
        if self.division is None or self.division.pk != posted_key(self.request, "division"):
            raise RefusedError("En annan fördelning är vald sedan du öppnade sidan. Kontrollera den först.")
        return self.division

    def context(self) -> dict:
        return {
            "budget": self.budget,
            "form": self.form,
            "comparison": self.comparison,
            "division": self.division,
            "table": DivisionTable(self.division) if self.division else None,
            "choice": self.choice,
            "why_not": why_not_choose(self.budget, self.division),
            "publishing": self.publishing if self.division and self.can_publish() else None,
            "population_url": self.population_url(),
        }

    def can_publish(self) -> bool:
        return not self.division.is_published and self.budget.is_in_force

    def population_url(self) -> str:
        """Where the numbers that are lacking are filled in; it leads back here."""
        year = self.terms.population_year or self.roll.usual_population_year()
        return f"{reverse('budget:population-form', args=[year])}?budget={self.budget.pk}"
