"""Addresses of the calendar and the bodies."""

from django.urls import path

from calendar_app import views

app_name = "calendar"
urlpatterns = [
    path("kalender/", views.meeting_list, name="meeting-list"),
    path("kalender/<year:year>/", views.year_detail, name="year-detail"),
    path("kalender/sammantrade/<int:pk>/", views.meeting_detail, name="meeting-detail"),
    path("organ/", views.body_list, name="body-list"),
    path("organ/<slug:slug>/", views.body_detail, name="body-detail"),
]
