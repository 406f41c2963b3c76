"""Every reader sees the rows that are for them; and every text that can be hidden has a word that is."""

from __future__ import annotations

import pytest
from django.db.models import JSONField, Model

from committee.reader import Reader
from tests.own_models import own_models
from tests.sweep.canaries import DESK, EVERYONE, READERS, Row, is_free, is_text
from tests.sweep.organisation import APPS
from tests.sweep.world import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]

NO_WORDS = {
    "committee.PlanEdition.content": "decided, and read by all",
    "calendar_app.Minutes.content": "made of the paragraphs, whose words it holds",
    "calendar_app.AgendaItem.ground": "the ground is for all who know of the item",
    "calendar_app.Paragraph.ground": "the ground is for all who know of the paragraph",
    "calendar_app.MeetingChange.after": "as `before` is",
    "budget.Budget.adopted_in": "given when a budget becomes public",
    "committee.Receipt.address": "where a form of the secretariat's led; no page shows it",
    "calendar_app.MeetingKind.name": "public where a meeting is; in the admin by right",
}
"""Texts without a word that somebody is kept from."""
PUBLIC_ALWAYS = {"committee.Cooperation", "committee.PlanEdition", "budget.PriceIndex"}
"""Models whose every row is for everyone."""


def models_of_ours() -> list:
    return own_models(*APPS)


def test_every_text_has_a_word_that_is_hidden_from_someone(made):
    hidden = {
        f"{canary.model._meta.label}.{canary.field}" for canary in made.world.canaries.values() if canary.to != EVERYONE
    }
    texts = {
        f"{model._meta.label}.{one.name}"
        for model in models_of_ours()
        if model._meta.label not in PUBLIC_ALWAYS
        for one in model._meta.concrete_fields
        if (is_free(one) or isinstance(one, JSONField)) and is_text(one)
    }

    assert texts - hidden - set(NO_WORDS) == set()


@pytest.mark.parametrize("reader", READERS)
def test_reader_sees_the_rows_that_are_for_them(made, reader):
    """What `visible_to` gives is what the world says, row by row."""
    user = made.here.users[reader]
    who = Reader.of(user, TODAY) if user else Reader()
    rows = [row for row in made.world.rows if hasattr(type(row.instance).objects.all(), "visible_to")]

    seen = {model: set(model.objects.visible_to(who).values_list("pk", flat=True)) for model in models_in(rows)}

    wrong = [row.instance for row in rows if (row.instance.pk in seen[type(row.instance)]) != (reader in row.to)]
    assert [(row._meta.label, row.pk) for row in wrong] == []


def models_in(rows: list[Row]) -> set[type[Model]]:
    return {type(row.instance) for row in rows}


def test_world_is_large_enough(made):
    hidden = [canary for canary in made.world.canaries.values() if canary.to != EVERYONE]

    assert len(made.world.rows) > 213
    assert len(hidden) > 376
    assert len([canary for canary in hidden if canary.to == DESK]) > 187
