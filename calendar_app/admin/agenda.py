"""What a body's agendas begin with, in the admin; agendas themselves are put together on the meetings' own pages."""

from django.contrib import admin

from calendar_app.models import StandingItem
from committee.admin.base import ForgivingAdmin


@admin.register(StandingItem)
class StandingItemAdmin(ForgivingAdmin):
    list_display = ["title", "minutes", "body", "position", "kind", "source", "is_last"]
    list_filter = ["body"]
    list_editable = ["minutes"]
    list_select_related = ["body"]
    search_fields = ["title", "body__name"]
    autocomplete_fields = ["body"]
