"""Two who save the same row at the same moment: the one who waited is asked too."""

from __future__ import annotations

import threading

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from committee.models import Organisation
from tests.at_once import together
from tests.factories import OrganisationFactory, UserFactory
from tests.forms import form_of


@pytest.mark.usefixtures("demo_day")
def test_save_that_waited_for_another_is_compared_with_what_that_one_saved(committed):
    row, client, holds = OrganisationFactory(name="Föreningen"), Client(), threading.Event()
    client.force_login(UserFactory(secretary=True))
    page = reverse("admin:committee_organisation_change", args=[row.pk])
    form = form_of(client.get(page), "_visat")

    def first() -> str:
        with transaction.atomic():
            held = Organisation.objects.select_for_update().get(pk=row.pk)
            holds.set()
            threading.Event().wait(0.7)  # the other has read the row by now, if it doesn't wait
            Organisation.objects.filter(pk=held.pk).update(name="Förbundet")
        return "saved"

    def second() -> str:
        holds.wait(10)
        return str(client.post(page, form | {"name": "Bolaget"}).status_code)

    assert together([first, second]) == ["409", "saved"]
    assert Organisation.objects.get().name == "Förbundet"
