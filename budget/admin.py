"""The secretariat's desk for the budget: the rows that have no page of their own."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budget.models import Budget, Population, PriceIndex
from budget.secretariat.forms import NewBudgetForm
from committee.admin.base import VisibleAdmin
from committee.swedish import kronor, thousands


@admin.register(Budget)
class BudgetAdmin(VisibleAdmin):
    list_display = ["year", "version", "income", "cost", "adopted_on", "adopted_in"]
    search_fields = ["year"]
    list_filter = ["adopted_on"]
    form = NewBudgetForm

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_totals()

    def change_view(self, request: HttpRequest, object_id: str, *args, **kwargs) -> HttpResponse:
        """The budget's own page, for those who see it; others get what the admin answers."""
        is_asked = request.method in ("GET", "HEAD")
        if is_asked and self.has_change_permission(request) and self.get_object(request, object_id):
            return redirect("budget:budget-lines", object_id)
        return super().change_view(request, object_id, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Budget, post_url_continue: str | None = None) -> HttpResponse:
        return redirect("budget:budget-lines", obj.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new budget is a draft, which only the secretariat sees."""
        return super().has_add_permission(request) and request.reader.is_secretariat

    def get_readonly_fields(self, request: HttpRequest, obj: Budget | None = None) -> list[str]:
        return ["year"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Budget | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_adopted)

    @admin.display(description="version", ordering="number")
    def version(self, budget: Budget) -> str:
        return budget.version_words

    @admin.display(description="intäkter", ordering="income_sek")
    def income(self, budget: Budget) -> str:
        return kronor(budget.income_sek)

    @admin.display(description="kostnader", ordering="cost_sek")
    def cost(self, budget: Budget) -> str:
        return kronor(budget.cost_sek)


@admin.register(Population)
class PopulationAdmin(VisibleAdmin):
    list_display = ["municipality", "year", "number", "source"]
    list_filter = ["year", "municipality"]
    search_fields = ["municipality__name", "year"]
    list_select_related = ["municipality"]
    autocomplete_fields = ["municipality"]

    @admin.display(description="invånare", ordering="inhabitants")
    def number(self, population: Population) -> str:
        return thousands(population.inhabitants)


@admin.register(PriceIndex)
class PriceIndexAdmin(VisibleAdmin):
    list_display = ["year", "value", "source"]
    search_fields = ["year", "source"]
