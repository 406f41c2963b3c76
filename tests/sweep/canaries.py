"""The rows of the sweep's world, each with a word of its own in every text, and whom each word is for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from django.db import models
from factory.django import DjangoModelFactory

PUBLIC, MEMBER, PREPARER, OUTSIDER, FORMER = "public", "member", "preparer", "outsider", "former"
SECRETARY, STAFF, CLOSED = "secretary", "staff", "closed"
READERS = (SECRETARY, PUBLIC, MEMBER, PREPARER, OUTSIDER, FORMER, STAFF, CLOSED)
IN_FULL = (PUBLIC, MEMBER, OUTSIDER)
"""Those whose answers are shown to be those of a portal with nothing hidden."""
EVERYONE = frozenset(READERS)
DESK = frozenset({SECRETARY})
BY_RIGHT = DESK | {STAFF}
"""What has no `visible_to`: in the admin it is for those with the model's own right, which STAFF has."""

# Letters that no hexadecimal number has; a number that no date and no year is. Neither changes when it is escaped.
WORDS = re.compile(r"zq\d{3}vx|(?<![0-9a-f])7\d{3}0717(?![0-9a-f])")


@dataclass(frozen=True)
class Canary:
    """A word that stands in one field of one row, and nowhere else."""

    word: str
    model: type[models.Model]
    field: str
    pk: object
    to: frozenset[str]

    def __str__(self) -> str:
        return f"{self.word} ({self.model._meta.label}.{self.field} {self.pk})"


@dataclass(frozen=True)
class Row:
    """A row and those who may read it; of a `known` one others know that it is there, but not its words."""

    instance: models.Model
    to: frozenset[str]
    is_known: bool


@dataclass
class World:
    """All that the sweep hides and shows."""

    rows: list[Row] = field(default_factory=list)
    canaries: dict[str, Canary] = field(default_factory=dict)
    numbers: Iterable[int] = field(default_factory=lambda: count(1))

    def word(self) -> str:
        return f"zq{next(self.numbers):03d}vx"

    def number(self) -> int:
        return 70000717 + 10000 * next(self.numbers)

    def add(self, factory: type[DjangoModelFactory], to: Iterable[str], **values) -> models.Model:
        """Make a row for some readers, with a word in each of its texts that isn't given.

        `fields` names other readers for single fields, `is_known` says that others know of the row; `figures` names
        fields that get a number of their own.
        """
        to, fields = frozenset(to), values.pop("fields", {})
        is_known, numbers = values.pop("is_known", False), values.pop("figures", ())
        model = factory._meta.model
        made = {text.name: value_for(text, self.word()) for text in texts_of(model) if text.name not in values}
        made |= {name: self.number() for name in numbers}
        instance = factory(**made, **values)
        self.rows.append(Row(instance, to, is_known))
        for name, value in made.items():
            self.hide(str(value), instance, name, fields.get(name, to))
        return instance

    def hide(self, text: str, instance: models.Model, name: str, to: Iterable[str]) -> None:
        """Note the words of a text as some readers' only."""
        for word in WORDS.findall(text):
            self.canaries[word] = Canary(word, type(instance), name, instance.pk, frozenset(to))

    def hidden_from(self, reader: str) -> set[str]:
        return {word for word, canary in self.canaries.items() if reader not in canary.to}


def is_text(one: models.Field) -> bool:
    return isinstance(one, models.CharField | models.TextField | models.FileField | models.JSONField)


def is_free(one: models.Field) -> bool:
    """Whether the field holds words that somebody typed: no choices, no checksum, no number of a set form."""
    return is_text(one) and not one.choices and one.name not in ("sha256", "organisation_number")


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The fields that get a word by themselves; files and JSON get theirs from who makes the row."""
    special = (models.FileField, models.JSONField)
    return [one for one in model._meta.concrete_fields if is_free(one) and not isinstance(one, special)]


def value_for(text: models.Field, word: str) -> str:
    if isinstance(text, models.EmailField):
        return f"{word}@example.se"
    if isinstance(text, models.URLField):
        return f"https://mote.example.se/{word}"
    return word
