"""Two who edit the same thing: a page carries what it showed, and what another has saved since then is asked about."""

from __future__ import annotations

from collections.abc import Iterable

from django.core import signing
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from committee.merging import Merged, Row, Sheet, merge
from committee.sheets import posted_sheet, sheet_of, write_sheet

SHOWN = "_visat"
"""The hidden input that carries what a page showed, signed."""
TAKE = "_ta-"
"""Begins the names of the inputs by which one of two texts is chosen."""
THEIRS = "deras"
SALT = "committee.editing"


class Edit:
    """One person's edit of an aggregate, between the page that showed it and the save.

    `root` is held by the caller's transaction when something is posted, and `unbound` are the page's forms and form
    sets as they are now, without data. A post that carries nothing of what was shown is taken as it is.
    """

    def __init__(
        self, request: HttpRequest | None, root: Model | None, unbound: Iterable[BaseForm | BaseFormSet]
    ) -> None:
        self.request, self.root, self.forms = request, root, list(unbound)
        self.now = sheet_of(self.forms)

    @cached_property
    def token(self) -> str:
        """What the page shows, to be carried in it."""
        return signing.dumps(packed(self.now), salt=SALT, compress=True)

    @cached_property
    def merged(self) -> Merged | None:
        """What was posted on top of what others have saved; None when nobody has, or when nothing says what was shown.

        What a person chose of two texts is chosen here.
        """
        try:
            shown = unpacked(signing.loads(posted_token(self.request), salt=SALT))
        except signing.BadSignature:
            return None
        return merge(shown, self.now, self.chosen(posted_sheet(self.forms, self.request.POST), shown))

    def chosen(self, mine: Sheet, theirs: Sheet) -> Sheet:
        """What was posted, with their text where that was chosen instead."""
        fields = {name: theirs.fields.get(name, was) if self.takes(name) else was for name, was in mine.fields.items()}
        rows = {}
        for prefix, posted in mine.rows.items():
            known = {row.key: row for row in theirs.rows.get(prefix, []) if row.key}
            rows[prefix] = [
                self.chosen_row(f"{prefix}-{place}", row, known.get(row.key)) for place, row in enumerate(posted)
            ]
        return Sheet(fields, rows)

    def chosen_row(self, name: str, row: Row, theirs: Row | None) -> Row:
        if self.takes(name):  # they removed it, or kept what you removed
            return Row(row.key, theirs.values) if theirs else Row("", row.values, is_deleted=True)
        if theirs is None:
            return row
        values = {
            field: theirs.values.get(field, was) if self.takes(f"{name}-{field}") else was
            for field, was in row.values.items()
        }
        return Row(row.key, values, row.is_deleted)

    def takes(self, name: str) -> bool:
        return self.request.POST.get(TAKE + name) == THEIRS

    @property
    def is_clash(self) -> bool:
        """Whether there is something to choose before anything can be saved."""
        return bool(self.merged and self.merged.clashes)

    @property
    def posted(self) -> QueryDict | None:
        """What a form is bound to: `data` when something is posted, and nothing when the page is only read."""
        return self.data if self.request.method == "POST" else None

    @cached_property
    def data(self) -> QueryDict:
        """What to save: what was posted, with what others have changed since."""
        if self.merged is None:
            return self.request.POST
        data = self.request.POST.copy()
        for name in [name for name in data if name == SHOWN or name.startswith(TAKE)]:
            del data[name]
        write_sheet(data, self.merged.sheet, self.forms)
        data[SHOWN] = self.token
        return data


def posted_token(request: HttpRequest) -> str:
    """The form of a list carries it beside its counts."""
    return request.POST.get(SHOWN) or request.POST.get(f"form-{SHOWN}", "")


def packed(sheet: Sheet) -> list:
    return [sheet.fields, {prefix: [[row.key, row.values] for row in rows] for prefix, rows in sheet.rows.items()}]


def unpacked(values: list) -> Sheet:
    fields, rows = values
    texts = {name: tuple(one) for name, one in fields.items()}
    return Sheet(
        texts,
        {
            prefix: [Row(key, {name: tuple(one) for name, one in values.items()}) for key, values in listed]
            for prefix, listed in rows.items()
        },
    )
