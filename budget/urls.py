"""Addresses of the budget's pages."""

from django.urls import path

from budget import views

app_name = "budget"
urlpatterns = [
    path("budget/", views.budget_list, name="budget-list"),
    path("budget/<year:year>/", views.budget_detail, name="budget-detail"),
]
