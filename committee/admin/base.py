"""What the admin's pages have in common."""

from django.contrib import admin
from django.http import HttpRequest


class VisibleAdmin(admin.ModelAdmin):
    """Shows the reader's own rows only, in lists, searches and choices: `visible_to` is the door here too."""

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).visible_to(request.reader)
