"""Staff outside the secretariat guess at hidden words in the admin, and are answered as if the words weren't there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from tests.sweep.canaries import STAFF, World
from tests.sweep.gaps import is_known
from tests.sweep.organisation import APPS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sweep")]

NO_WORD = "zq000vx"
MODELS = [model for model in admin.site._registry if model._meta.app_label in APPS]


def hidden_words(world: World, model: type[Model]) -> dict[str, str]:
    """A word that is hidden from the staff, for each field of a model that has any."""
    hidden = map(world.canaries.get, sorted(world.hidden_from(STAFF)))
    return {canary.field: canary.word for canary in hidden if canary.model is model and not canary.word.isdigit()}


def guesses(world: World, model: type[Model]) -> Iterator[tuple[str, str]]:
    """Addresses with a word in them: searches, lookups by a field of the row and of the rows it points at."""
    rows = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    own = hidden_words(world, model)
    searched = admin.site._registry[model].search_fields
    for name, word in own.items():
        if name in searched:
            yield f"{rows}?{urlencode({'q': word, '_popup': 1, '_to_field': model._meta.pk.name})}", word
        yield f"{rows}?{urlencode({f'{name}__startswith': word})}", word
    for one in model._meta.fields:
        for name, word in list(hidden_words(world, one.related_model).items())[:1] if one.many_to_one else ():
            if f"{one.name}__{name}" in searched:
                yield f"{rows}?{urlencode({'q': word})}", word
            yield f"{rows}?{urlencode({f'{one.name}__{name}__startswith': word})}", word
            yield f"{chooser(model, one.name)}&term={word}", word


def chooser(model: type[Model], name: str) -> str:
    asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": name}
    return f"{reverse('admin:autocomplete')}?{urlencode(asked)}"


def test_guessed_word_is_answered_as_one_that_is_nowhere(swept):
    crawler = swept.crawlers[STAFF]
    words = swept.made.world.canaries
    found = [guess for model in MODELS for guess in guesses(swept.made.world, model)]
    guessed = {one: word for one, word in found if not is_known(STAFF, words[word], one)}

    nothing = {one: crawler.ask(one) for one in {one.replace(word, NO_WORD) for one, word in guessed.items()}}

    told = [
        one
        for one, word in guessed.items()
        if crawler.ask(one).without(word, NO_WORD) != nothing[one.replace(word, NO_WORD)].without(word, NO_WORD)
    ]
    assert told == []
    assert len(guessed) > 55
    assert {answer.status for answer in nothing.values()} >= {200, 400, 403}
