"""Addresses of the calendar and the bodies."""

from django.urls import path

from calendar_app import feeds, secretariat, views

app_name = "calendar"
urlpatterns = [
    path("kalender/", views.meeting_list, name="meeting-list"),
    path("kalender/<year:year>/", views.year_detail, name="year-detail"),
    path("kalender/prenumerera/", feeds.subscribe, name="subscribe"),
    path("kalender/sammantrade/<int:pk>/", views.meeting_detail, name="meeting-detail"),
    path("kalender/sammantrade/<int:pk>.ics", feeds.meeting_ics, name="meeting-ics"),
    path("kalender/alla.ics", feeds.all_ics, name="all-ics"),
    path("kalender/organ/<slug:slug>.ics", feeds.body_ics, name="body-ics"),
    path("kalender/kommun/<slug:slug>.ics", feeds.municipality_ics, name="municipality-ics"),
    path("kalender/flode.atom", feeds.news_feed, name="news-feed"),
    path("admin/calendar_app/meeting/planera/", secretariat.year_planning, name="year-planning"),
    path("admin/calendar_app/meeting/<int:pk>/lage/<slug:state>/", secretariat.meeting_state, name="meeting-state"),
    path("admin/calendar_app/meeting/<int:pk>/dag/", secretariat.meeting_day, name="meeting-day"),
    path("organ/", views.body_list, name="body-list"),
    path("organ/<slug:slug>/", views.body_detail, name="body-detail"),
]
