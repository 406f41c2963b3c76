"""Addresses of the plan's pages."""

from django.urls import path

from committee import views
from committee.comparison import views as comparison
from committee.history import pages as history

app_name = "committee"
urlpatterns = [
    path("verksamhetsplan/", views.plan_list, name="plan-list"),
    path("verksamhetsplan/<year:year>/", views.plan_detail, name="plan-detail"),
    path("verksamhetsplan/<year:year>/utgava/<int:number>/", views.plan_edition, name="plan-edition"),
    path("verksamhetsplan/<year:year>/utgava/<int:number>/del/<int:key>/", views.plan_node, name="plan-node"),
    path("verksamhetsplan/<year:year>/verksamhetsplan-<year:same_year>.json", views.plan_json, name="plan-json"),
    path("verksamhetsplan/<year:year>/utgava/<int:number>.json", views.plan_json, name="plan-edition-json"),
    path("verksamhetsplan/<year:year>/verksamhetsplan-<year:same_year>.pdf", views.plan_paper, name="plan-pdf"),
    path("verksamhetsplan/<year:year>/utgava/<int:number>.<paper:suffix>", views.plan_paper, name="plan-edition-paper"),
    path("verksamhetsplan/jamfor/", comparison.plan_comparison_choose, name="plan-comparison-choose"),
    path("verksamhetsplan/<year:year>/jamfor/<year:other>/", comparison.plan_comparison, name="plan-comparison"),
    path("admin/andringar/", history.history_list, name="history-list"),
    path("admin/andringar/historik.jsonl", history.history_export, name="history-export"),
    path("admin/andringar/<str:label>/<int:key>/", history.history_detail, name="history-detail"),
]
