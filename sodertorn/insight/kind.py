"""A kind of object that can be asked about, and the rule that says who reads one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, Func, Model, Q, QuerySet
from django.urls import reverse

from committee.reader import Reader

READERS_AT_ONCE = 100


@dataclass(frozen=True)
class Kind:
    """One kind: its words and address, how its rows are found, and who reads them."""

    slug: str
    label: str
    model: type[Model]
    decides: Callable[[Model], list[str]]
    """What the row says about who reads it, as sentences."""
    withheld: Callable[[Model], str] | None
    """What everyone else sees of a row that isn't public; None for kinds whose rows always are."""
    searched: tuple[str, ...]
    order: tuple[str | Func, ...]
    related: tuple[str, ...] = ()
    heavy: tuple[str, ...] = ()
    """Big values that no page of this kind needs."""
    place: Callable[[Model], object] = lambda row: ""
    """What the row belongs to, so that it is told from others of the same name."""
    door: str = "visible_to"
    """The queryset's own rule; empty for what is shown on the secretariat's own pages only."""
    personally: str = ""
    """Why the rule lets in a person who has more than an assignment; empty when it never asks who the person is."""
    sent_to: Callable[[Model], QuerySet] | None = None
    """The deliveries by which it has been sent to people, who have it whatever the rule says."""
    permission: str = ""
    """For what the admin shows by right, not by reader: those with the right see it too."""

    def readable(self, reader: Reader) -> QuerySet:
        """The rows that the reader reads."""
        rows = self.model.objects.all()
        if self.door:
            return getattr(rows, self.door)(reader)
        return rows if reader.is_secretariat else rows.none()

    def rows(self, reader: Reader) -> QuerySet:
        """Those rows in order, with what their names and `decides` need: one query."""
        rows = self.readable(reader).select_related(*self.related).defer(*self.heavy)
        return rows.order_by(*self.order, "-pk")

    def found(self, words: str, reader: Reader) -> QuerySet:
        """Those in which each of the words stands somewhere."""
        rows = self.rows(reader)
        for word in words.split():
            rows = rows.filter(Q.create([(f"{name}__icontains", word) for name in self.searched], Q.OR))
        return rows

    def seen_by(self, readers: Iterable[Reader], pk: int) -> set[Reader]:
        """Those of the readers who read the row, by the rule itself: one query for each hundred of them."""
        asked = list(dict.fromkeys(readers))
        seen: set[Reader] = set()
        for first in range(0, len(asked), READERS_AT_ONCE):
            some = asked[first : first + READERS_AT_ONCE]
            rows = [self.readable(reader).filter(pk=pk).order_by() for reader in some]
            answers = {f"reader_{place}": Exists(row) for place, row in enumerate(rows)}
            row = self.model.objects.filter(pk=pk).annotate(**answers).values_list(*answers).first()
            seen |= {reader for reader, sees in zip(some, row or (), strict=False) if sees}
        return seen

    def address(self, row: Model) -> str:
        return reverse("insight-detail", args=[self.slug, row.pk])
