"""All addresses; links in mails and calendars live for years, so they never change meaning."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
