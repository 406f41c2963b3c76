"""The secretariat's desk for the budget."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from budget.forms import BudgetLineForm
from budget.models import Budget, BudgetLine
from committee.admin.base import OrderedFormSet, VisibleAdmin
from committee.swedish import kronor


class UnadoptedOnly:
    """Lets a budget be changed until it is adopted; then it can still be read."""

    def has_change_permission(self, request: HttpRequest, obj: Budget | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.is_adopted)

    def has_delete_permission(self, request: HttpRequest, obj: Budget | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_adopted)


class BudgetLineInline(UnadoptedOnly, admin.StackedInline):
    model = BudgetLine
    form = BudgetLineForm
    formset = OrderedFormSet
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Budget | None) -> bool:
        return super().has_add_permission(request, obj) and not (obj and obj.is_adopted)


@admin.register(Budget)
class BudgetAdmin(UnadoptedOnly, VisibleAdmin):
    list_display = ["year", "income", "cost", "adopted_on", "adopted_in"]
    search_fields = ["year"]
    list_filter = ["adopted_on"]
    date_hierarchy = "adopted_on"
    readonly_fields = ["adopted_on", "adopted_in"]
    inlines = [BudgetLineInline]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_totals()

    @admin.display(description="intäkter", ordering="income_sek")
    def income(self, budget: Budget) -> str:
        return kronor(budget.income_sek)

    @admin.display(description="kostnader", ordering="cost_sek")
    def cost(self, budget: Budget) -> str:
        return kronor(budget.cost_sek)
