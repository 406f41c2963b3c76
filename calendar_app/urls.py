"""Addresses of the calendar and the bodies."""

from django.urls import path

from calendar_app import feeds, news, secretariat, views
from calendar_app.agenda import secretariat as agenda
from calendar_app.agenda import views as agenda_views
from calendar_app.documents import secretariat as documents
from calendar_app.documents import views as document_views
from calendar_app.member import feeds as my_feeds
from calendar_app.member import views as member
from calendar_app.minutes import secretariat as minutes
from calendar_app.minutes import views as minutes_views
from calendar_app.notices import answer_pages
from calendar_app.notices import secretariat as notices

app_name = "calendar"
urlpatterns = [
    path("kalender/", views.meeting_list, name="meeting-list"),
    path("kalender/<year:year>/", views.year_detail, name="year-detail"),
    path("kalender/prenumerera/", feeds.subscribe, name="subscribe"),
    path("kalender/sammantrade/<int:pk>/", views.meeting_detail, name="meeting-detail"),
    path("kalender/sammantrade/<int:pk>.ics", feeds.meeting_ics, name="meeting-ics"),
    path("kalender/min/<str:token>.ics", my_feeds.my_ics, name="my-ics"),
    path("kalender/alla.ics", feeds.all_ics, name="all-ics"),
    path("kalender/organ/<slug:slug>.ics", feeds.body_ics, name="body-ics"),
    path("kalender/kommun/<slug:slug>.ics", feeds.municipality_ics, name="municipality-ics"),
    path("kalender/flode.atom", news.news_feed, name="news-feed"),
    path("admin/calendar_app/meeting/planera/", secretariat.year_planning, name="year-planning"),
    path("admin/calendar_app/meeting/<int:pk>/lage/<slug:state>/", secretariat.meeting_state, name="meeting-state"),
    path("admin/calendar_app/meeting/<int:pk>/dag/", secretariat.meeting_day, name="meeting-day"),
    path("admin/calendar_app/meeting/<int:pk>/arenden/", agenda.meeting_agenda, name="meeting-agenda"),
    path("admin/calendar_app/meeting/<int:pk>/arenden/nytt/", agenda.item_add, name="item-add"),
    path("admin/calendar_app/agendaitem/<int:pk>/andra/", agenda.item_change, name="item-change"),
    path("verksamhetsplan/<year:year>/atagande/<int:pk>/", agenda_views.commitment_detail, name="commitment-detail"),
    path("handlingar/<uuid:uuid>/", document_views.document_file, name="document"),
    path("handlingar/<uuid:uuid>/versioner/", document_views.document_versions, name="document-versions"),
    path("handlingar/<uuid:uuid>/<int:number>/", document_views.document_file, name="document-version"),
    path(
        "kalender/sammantrade/<int:pk>/handlingar.pdf",
        document_views.meeting_package,
        {"kind": "pdf"},
        name="meeting-package",
    ),
    path(
        "kalender/sammantrade/<int:pk>/handlingar.zip",
        document_views.meeting_package,
        {"kind": "zip"},
        name="meeting-zip",
    ),
    path("admin/calendar_app/meeting/<int:pk>/handlingar/ny/", documents.document_add, name="document-add"),
    path("admin/calendar_app/document/<int:pk>/andra/", documents.document_change, name="document-change"),
    path("mina-sidor/", member.my_pages, name="my-pages"),
    path("mina-sidor/prenumeration/", member.my_subscription, name="my-subscription"),
    path("admin/calendar_app/meeting/<int:pk>/protokoll/", minutes.meeting_minutes, name="meeting-minutes"),
    path("kalender/sammantrade/<int:pk>/protokoll/", minutes_views.minutes_detail, name="minutes-detail"),
    path("admin/calendar_app/meeting/<int:pk>/kallelse/", notices.meeting_notices, name="meeting-notices"),
    path("kalender/sammantrade/<int:pk>/svar/", answer_pages.answer_as_member, name="answer"),
    path("svara/<str:token>/", answer_pages.answer_by_link, name="answer-by-link"),
    path("organ/", views.body_list, name="body-list"),
    path("organ/<slug:slug>/", views.body_detail, name="body-detail"),
]
