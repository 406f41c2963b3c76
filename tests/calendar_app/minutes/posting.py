"""What a browser posts from the page where minutes are written."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from calendar_app.models import Meeting, Minutes
from committee.editing import SHOWN


def address(meeting: Meeting) -> str:
    return reverse("calendar:meeting-minutes", args=[meeting.pk])


def filled_in(response: HttpResponse) -> dict:
    """What a browser would post from the page, as it is."""
    context, data = response.context, {"do": "save", SHOWN: response.context["edit"].token}
    for formset in (context["attendance"], context["paragraphs"], context["follow_ups"]):
        data |= values_of(formset.management_form)
        for form in formset:
            data |= values_of(form)
    for form in (context["form"], context["new"], context["sending"]):
        data |= values_of(form)
    return data


def values_of(form) -> dict:
    values = {field.html_name: field.value() for field in form}
    written = {name: value for name, value in values.items() if value is not None and value is not False}
    return {name: "on" if value is True else value for name, value in written.items()}


def opened(desk: Client, minutes: Minutes) -> dict:
    return filled_in(desk.get(address(minutes.meeting)))


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]
