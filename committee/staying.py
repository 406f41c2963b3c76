"""Why rows stay: what rows say of themselves, and what a foreign key says of the row that it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Field, Model, Q


@dataclass(frozen=True)
class Kept:
    """Why the row that a foreign key leads to isn't deleted, as `keep` says of the key.

    `{}` in `many` is how many lead there. A rule of the database (PROTECT) may refuse more, with fewer words.
    """

    one: str
    many: str
    instead: str
    among: Q = field(default_factory=Q)

    def words(self, count: int) -> str:
        return f"{self.one if count == 1 else self.many.format(count)} {self.instead}"


SAID: dict[tuple[type[Model], str], tuple[Kept, ...]] = {}


def keep(model: type[Model], name: str, *kept: Kept) -> None:
    """Say why the rows that a model's foreign key leads to stay."""
    SAID[model, name] = kept


def reasons_to_stay(rows: Mapping[type[Model], Collection[Model]], asked: Collection[Model]) -> list[str]:
    """Why rows can't all be deleted: a sentence for each reason; one query for each `Kept`.

    `rows` are all that would go, by model, and `asked` those that it was asked of, which also speak for themselves.
    When more is in question than one row that was asked of, the row that stays is named.
    """
    is_alone = len(asked) == 1
    found: dict[Model, list[str]] = {row: getattr(row, "reasons_to_stay", list)() for row in asked}
    for model, ours in rows.items():
        by_key = {row.pk: row for row in ours}
        for lead, kept in keepers(model):
            for key, count in counts(lead, kept, list(by_key)).items():
                row = by_key[key]
                name = "" if is_alone and row in asked else f"{row}: "
                found.setdefault(row, []).append(f"{name}{kept.words(count)}")
    return [reason for reasons in found.values() for reason in reasons]


def keepers(model: type[Model]) -> Iterator[tuple[Field, Kept]]:
    """The foreign keys that lead to a model's rows and say why those stay, in a lasting order."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.is_relation and relation.auto_created and not relation.concrete:
            for kept in SAID.get((relation.related_model, relation.field.name), ()):
                yield relation.field, kept


def counts(lead: Field, kept: Kept, keys: list[int]) -> dict[int, int]:
    """How many rows lead to each of those that any lead to: one query."""
    rows = lead.model._base_manager.filter(kept.among, **{f"{lead.name}__in": keys})
    return dict(rows.order_by(lead.name).values_list(lead.name).annotate(Count("pk")))
