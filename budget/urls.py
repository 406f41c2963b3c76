"""Addresses of the budget's pages."""

from django.urls import path

from budget import views
from budget.exchange.secretariat import lines_import
from budget.secretariat.lines import budget_lines, line_add, line_change
from budget.secretariat.versions import budget_adopt, budget_results, budget_revise, next_year
from budget.shares.invoice_pages import invoice_basis, invoice_basis_table
from budget.shares.secretariat import fee_scenarios, population_form
from budget.shares.views import fee_shares, fee_shares_table

app_name = "budget"
urlpatterns = [
    path("budget/", views.budget_list, name="budget-list"),
    path("budget/alla.<table_format:extension>", views.budget_list_table, name="budget-list-table"),
    path("budget/utveckling/", views.budget_years, name="budget-years"),
    path("budget/utveckling.<table_format:extension>", views.budget_years_table, name="budget-years-table"),
    path("budget/<year:year>/", views.budget_detail, name="budget-detail"),
    path("budget/<year:year>.<table_format:extension>", views.budget_table, name="budget-detail-table"),
    path("budget/<year:year>/version/<int:number>/", views.budget_version, name="budget-version"),
    path(
        "budget/<year:year>/version/<int:number>.<table_format:extension>",
        views.budget_table,
        name="budget-version-table",
    ),
    path("budget/<year:year>/jamfor/<year:other>/", views.budget_compare, name="budget-compare"),
    path(
        "budget/<year:year>/jamfor/<year:other>.<table_format:extension>",
        views.budget_compare_table,
        name="budget-compare-table",
    ),
    path("budget/<year:year>/uppfoljning/", views.budget_follow_up, name="budget-follow-up"),
    path(
        "budget/<year:year>/uppfoljning.<table_format:extension>",
        views.budget_follow_up_table,
        name="budget-follow-up-table",
    ),
    path("budget/<year:year>/avgifter/", fee_shares, name="fee-shares"),
    path("budget/<year:year>/avgifter.<table_format:extension>", fee_shares_table, name="fee-shares-table"),
    path("admin/budget/budget/<int:pk>/poster/", budget_lines, name="budget-lines"),
    path("admin/budget/budget/<int:pk>/poster/ny/", line_add, name="line-add"),
    path("admin/budget/budget/<int:pk>/poster/<int:line>/", line_change, name="line-change"),
    path("admin/budget/budget/<int:pk>/las-in/", lines_import, name="lines-import"),
    path("admin/budget/budget/<int:pk>/faststall/", budget_adopt, name="budget-adopt"),
    path("admin/budget/budget/<int:pk>/revidera/", budget_revise, name="budget-revise"),
    path("admin/budget/budget/<int:pk>/nasta-ar/", next_year, name="next-year"),
    path("admin/budget/budget/<int:pk>/utfall/", budget_results, name="budget-results"),
    path("admin/budget/budget/<int:pk>/fordelning/", fee_scenarios, name="fee-scenarios"),
    path("admin/budget/folkmangd/<year:year>/", population_form, name="population-form"),
    path("admin/budget/budget/<int:pk>/fakturering/", invoice_basis, name="invoice-basis"),
    path(
        "admin/budget/budget/<int:pk>/fakturering/<int:instalment>.<table_format:extension>",
        invoice_basis_table,
        name="invoice-basis-table",
    ),
]
