"""What a browser sends of forms and form sets, as they are shown and as they were posted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django import forms
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from committee.merging import Row, Sheet, Texts, Values

MOST_ROWS = 2_000


def sheet_of(unbound: Iterable[BaseForm | BaseFormSet]) -> Sheet:
    """What a browser would send of the forms as they are shown."""
    fields, rows = {}, {}
    for form in unbound:
        if isinstance(form, BaseFormSet):
            rows[form.prefix] = [
                Row(str(row.instance.pk or ""), values_of(row, besides=(key_name(form), "DELETE"))) for row in form
            ]
        else:
            fields |= {form.add_prefix(name): texts for name, texts in values_of(form).items()}
    return Sheet(fields, rows)


def values_of(form: BaseForm, besides: Iterable[str] = ()) -> Values:
    values = {}
    for name in form.fields:
        if name not in besides:
            bound = form[name]
            values |= dict(sent(name, bound.field.widget, bound.value()))
    return values


def sent(name: str, widget: forms.Widget, value) -> Iterator[tuple[str, Texts]]:
    """The names and texts that a browser sends of an input that nobody has touched."""
    widget = getattr(widget, "widget", widget)  # the admin wraps choices of related rows
    if isinstance(widget, forms.FileInput):
        return
    if isinstance(widget, forms.MultiWidget):
        values = value if isinstance(value, list) else widget.decompress(value)
        for suffix, part, one in zip(widget.widgets_names, widget.widgets, values, strict=True):
            yield from sent(name + suffix, part, one)
    elif isinstance(widget, forms.CheckboxInput):
        yield name, ("on",) if widget.check_test(value) else ()
    else:
        formatted = widget.format_value(value)
        texts = formatted if isinstance(formatted, list | tuple) else ["" if formatted is None else formatted]
        yield name, normal(widget, texts)


def normal(widget: forms.Widget, texts: Iterable) -> Texts:
    """A browser ends lines in its own way, and sends what is chosen among many in the order of the page."""
    plain = [str(text).replace("\r\n", "\n") for text in texts]
    return tuple(sorted(plain) if takes_many(widget) else plain)


def takes_many(widget: forms.Widget) -> bool:
    return getattr(widget, "allow_multiple_selected", False)


def posted_sheet(unbound: Iterable[BaseForm | BaseFormSet], data: QueryDict) -> Sheet:
    """What was posted to the forms."""
    fields, rows = {}, {}
    for form in unbound:
        if isinstance(form, BaseFormSet):
            total = data.get(f"{form.prefix}-TOTAL_FORMS", "")
            count = min(int(total), MOST_ROWS) if total.isdecimal() and len(total) < 9 else 0
            rows[form.prefix] = [posted_row(form, f"{form.prefix}-{place}", data) for place in range(count)]
        else:
            fields |= {
                form.add_prefix(name): texts for name, texts in posted_values(form, data, form.add_prefix).items()
            }
    return Sheet(fields, rows)


def posted_row(formset: BaseFormSet, prefix: str, data: QueryDict) -> Row:
    values = posted_values(formset.empty_form, data, lambda name: f"{prefix}-{name}")
    ours = {name: texts for name, texts in values.items() if name not in (key_name(formset), "DELETE")}
    return Row(data.get(f"{prefix}-{key_name(formset)}", ""), ours, bool(data.get(f"{prefix}-DELETE")))


def posted_values(form: BaseForm, data: QueryDict, full_name: Callable[[str], str]) -> Values:
    """By field; what wasn't sent at all is left out, but for the boxes that are sent when they are ticked only."""
    values = {}
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        is_silent = isinstance(widget, forms.CheckboxInput) or takes_many(widget)
        for part, _ in sent(name, widget, None):
            if is_silent or full_name(part) in data:
                values[part] = normal(widget, data.getlist(full_name(part)))
    return values


def key_name(formset: BaseFormSet) -> str:
    return formset.model._meta.pk.name


def write_sheet(data: QueryDict, sheet: Sheet, unbound: Iterable[BaseForm | BaseFormSet]) -> None:
    """Put the merged values in place of those that were posted."""
    for name, texts in sheet.fields.items():
        data.setlist(name, texts)
        if not texts:
            del data[name]
    keys = {form.prefix: key_name(form) for form in unbound if isinstance(form, BaseFormSet)}
    for prefix, rows in sheet.rows.items():
        for name in [
            name for name in data if name.startswith(f"{prefix}-") and name[len(prefix) + 1 :][:1].isdecimal()
        ]:
            del data[name]
        data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        data[f"{prefix}-INITIAL_FORMS"] = str(sum(1 for row in rows if row.key))
        for place, row in enumerate(rows):
            write_row(data, f"{prefix}-{place}", keys[prefix], row)


def write_row(data: QueryDict, prefix: str, key: str, row: Row) -> None:
    data[f"{prefix}-{key}"] = row.key
    for name, texts in row.values.items():
        if texts:
            data.setlist(f"{prefix}-{name}", texts)
    if row.is_deleted:
        data[f"{prefix}-DELETE"] = "on"
