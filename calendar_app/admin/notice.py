"""The mail queue in the admin: not there. Mails hold agendas, so what became of them is on the meeting's own page."""

from django.contrib import admin
from post_office.models import Attachment, Email, EmailTemplate, Log

for model in (Attachment, Email, EmailTemplate, Log):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
