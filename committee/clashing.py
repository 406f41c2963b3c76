"""The page where whoever saves second reads both texts and takes either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.text import capfirst

from committee.comparison.words import Segment, segments
from committee.editing import SHOWN, Edit
from committee.history.reading import Change, changes_of
from committee.merging import Clash, Sort, Texts
from committee.posting import is_key


@dataclass(frozen=True)
class Choice:
    """Something that both have changed, in words."""

    name: str
    label: str
    sort: Sort
    theirs: str
    mine: str

    @property
    def segments(self) -> tuple[Segment, ...]:
        """From their text to mine."""
        return segments(self.theirs, self.mine)


def clash_page(request: HttpRequest, edit: Edit, *, title: str, back: str) -> HttpResponse:
    """Ask which text is to stand. Nothing is saved; all that was posted is in the page, with what others changed."""
    context = {
        "title": title,
        "back": back,
        "change": last_change(edit),
        "choices": [choice_of(clash, edit) for clash in edit.merged.clashes],
        "kept": [choice_of(clash, edit) for clash in edit.merged.kept],
        "inputs": [
            (name, text)
            for name, texts in edit.data.lists()
            if name not in (SHOWN, "csrfmiddlewaretoken")
            for text in texts
        ],
        "edit": edit,
    }
    return render(request, "committee/edit_clash.html", context, status=409)


def last_change(edit: Edit) -> Change | None:
    """What another did last."""
    return next(iter(changes_of(edit.root).rows), None) if edit.root else None


def choice_of(clash: Clash, edit: Edit) -> Choice:
    field, row = field_of(clash, edit)
    if clash.sort != Sort.TEXT:
        values = edit.merged.sheet.rows[clash.prefix][clash.place].values
        mine = ", ".join(text for name, texts in values.items() if (text := told_of(row, name, texts)))
        return Choice(clash.name, kind_of(row), clash.sort, "", mine)
    label = str(field.label)
    if row is not None:
        label = f"{kind_of(row)}: {label.lower()}"
    return Choice(clash.name, label, clash.sort, in_words(field, clash.theirs), in_words(field, clash.mine))


def field_of(clash: Clash, edit: Edit) -> tuple[forms.Field | None, forms.BaseForm | None]:
    """The clash's field, and the form of its row if it is in a form set."""
    for form in edit.forms:
        if isinstance(form, BaseFormSet):
            if form.prefix == clash.prefix:
                return form.empty_form.fields.get(clash.field), form.empty_form
        elif not clash.prefix:
            for name in form.fields:
                # The parts of a divided input are called after it: datum_0 and datum_1.
                if clash.field == form.add_prefix(name) or clash.field.rpartition("_")[0] == form.add_prefix(name):
                    return form.fields[name], None
    raise LookupError(clash.name)


def kind_of(row: forms.BaseForm) -> str:
    return capfirst(str(row._meta.model._meta.verbose_name))


def told_of(row: forms.BaseForm, name: str, texts: Texts) -> str:
    field = row.fields.get(name)
    return in_words(field, texts) if field and not field.widget.is_hidden else ""


def in_words(field: forms.Field, texts: Iterable[str]) -> str:
    """What a person reads in the input."""
    if isinstance(field, forms.BooleanField):
        return "ja" if list(texts) else "nej"
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset.filter(pk__in=filter(is_key, texts))
        return ", ".join(field.label_from_instance(row) for row in rows)
    if isinstance(field, forms.ChoiceField):
        labels = {str(value): str(label) for value, label in flatten_choices(field.choices)}
        return ", ".join(labels.get(text, text) for text in texts if text)
    return "\n".join(texts)
