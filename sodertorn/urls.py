"""All addresses; links in mails and calendars live for years, so they never change meaning."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from sodertorn import site_pages, views
from sodertorn.accounts.views import invite_person
from sodertorn.desk import pages as desk
from sodertorn.importing.pages import plan_import
from sodertorn.insight.views import insight_detail, insight_search
from sodertorn.publication.rollover_views import plan_rollover
from sodertorn.publication.views import plan_correct, plan_preview, plan_withdraw, plan_word

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("committee.urls")),
    path("", include("calendar_app.urls")),
    path("", include("budget.urls")),
    path("kommuner/", views.municipality_list, name="municipality-list"),
    path("kommuner/<slug:slug>/", views.municipality_detail, name="municipality-detail"),
    path("om/", site_pages.about, name="about"),
    path("tillganglighet/", site_pages.accessibility, name="accessibility"),
    path("dataskydd/", site_pages.data_protection, name="data-protection"),
    path("kakor/", site_pages.cookies, name="cookies"),
    path("", include("sodertorn.accounts.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/committee/person/<int:pk>/bjud-in/", invite_person, name="invite-person"),
    path("admin/committee/plan/las-in/", plan_import, name="plan-import"),
    path("admin/committee/plan/<int:pk>/word/", plan_word, name="plan-word"),
    path("admin/committee/plan/<int:pk>/forhandsgranska/", plan_preview, name="plan-preview"),
    path("admin/committee/plan/<int:pk>/ratta/", plan_correct, name="plan-correct"),
    path("admin/committee/plan/<int:pk>/avsluta-rattelsen/", plan_withdraw, name="plan-withdraw"),
    path("admin/committee/plan/<int:pk>/nasta-ar/", plan_rollover, name="plan-rollover"),
    path("admin/sok/", desk.desk_search, name="desk-search"),
    path("admin/vem-ser-vad/", insight_search, name="insight-search"),
    path("admin/vem-ser-vad/<slug:kind>/<int:key>/", insight_detail, name="insight-detail"),
    path(
        "admin/r/<path:content_type_id>/<path:object_id>/",
        admin.site.admin_view(desk.view_on_site),
        name="view-on-site",
    ),
    path("admin/", admin.site.admin_view(desk.index), name="desk"),
    path("admin/", admin.site.urls),
]

handler404 = "sodertorn.views.not_found"
handler500 = "sodertorn.views.server_error"
