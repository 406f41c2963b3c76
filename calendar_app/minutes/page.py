"""The page where minutes are written: all its forms at once, saved together or not at all."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from calendar_app.minutes.drafting import items_without_a_paragraph
from calendar_app.minutes.forms import (
    AttendanceForms,
    FollowUpForms,
    MinutesForm,
    NewParagraphForm,
    ParagraphForms,
    SendForm,
)
from calendar_app.minutes.operations import (
    add_missing_items,
    add_paragraph,
    locked_draft,
    send_for_adjustment,
    what_is_missing,
)
from calendar_app.minutes.sections import drafts_before, numbered
from calendar_app.minutes.sending import absent, due_before, is_anyone_present, kept, without_a_decision
from calendar_app.models import Adjuster, FollowUp, Minutes
from committee import clock
from committee.editing import Edit
from committee.models import Municipality
from committee.refusal import RefusedError

SAVED = {
    "save": "Protokollet är sparat.",
    "items": "Protokollet är sparat, och ärendena har fått varsin paragraf sist.",
    "preview": "Protokollet är sparat. Så här ser det ut.",
    "send": "Protokollet är skickat för justering. Texten är låst, och paragraferna har fått sina nummer.",
}


class MinutesPage:
    """The draft of some minutes; what was posted stands in the forms."""

    def __init__(self, request: HttpRequest, minutes: Minutes) -> None:
        self.request, self.minutes = request, minutes
        self.do = request.POST.get("do", "save")
        self.rows = numbered(minutes)
        self.earlier = drafts_before(minutes)
        self.make_forms(None)
        self.edit = Edit(request, minutes, [self.form, self.attendance, self.paragraphs, self.follow_ups])
        if not self.edit.is_clash:
            self.make_forms(self.edit.posted)

    def make_forms(self, data: QueryDict | None) -> None:
        municipalities = list(Municipality.objects.visible_to(self.request.reader))
        choices = {"municipalities": municipalities}
        paragraphs = [paragraph for _, paragraph in self.rows]
        self.form = MinutesForm(data, instance=self.minutes)
        self.attendance = AttendanceForms(data, instance=self.minutes, prefix="narvaro", form_kwargs=choices)
        self.paragraphs = ParagraphForms(
            data,
            instance=self.minutes,
            prefix="paragraf",
            queryset=self.minutes.paragraphs.select_related("item").in_order(),
        )
        self.new = NewParagraphForm(data, prefix="ny", minutes=self.minutes, rows=self.rows)
        self.sending = SendForm(data)
        self.follow_ups = FollowUpForms(
            data,
            prefix="uppfoljning",
            queryset=FollowUp.objects.filter(paragraph__minutes=self.minutes).order_by("pk"),
            initial=[{"place": paragraph.pk} for paragraph in paragraphs],
            form_kwargs=choices | {"paragraphs": {paragraph.pk for paragraph in paragraphs}},
        )
        self.follow_ups.extra = len(paragraphs)

    def answer(self) -> HttpResponse | None:
        """Save what was posted and lead on; None when the page is to be shown again, with what is wrong."""
        formsets = (self.attendance, self.paragraphs, self.follow_ups)
        if not all(formset.management_form.is_valid() for formset in formsets):
            messages.error(self.request, "Formuläret kom inte fram helt, och inget är sparat. Försök igen.")
            return redirect("calendar:meeting-minutes", self.minutes.meeting_id)
        are_valid = [one.is_valid() for one in (self.form, *formsets, self.new, self.sending)]
        if all(are_valid):
            self.form.warn(self.warnings())
        if self.do == "send":
            self.ask_for_what_is_missing()
        if self.has_errors():
            return None
        try:
            self.save()
        except RefusedError as refused:
            messages.error(self.request, f"Inget är sparat. {refused}")
            return None
        messages.success(self.request, SAVED.get(self.do, SAVED["save"]))
        return redirect(self.minutes if self.do == "preview" else self.request.path)

    def warnings(self) -> list[str]:
        """What is asked about once more of sending: what is out of order."""
        if self.do != "send":
            return []
        warnings = [
            f"{minutes} är inte skickat än, och får högre paragrafnummer än det här." for minutes in self.earlier
        ]
        warnings += without_a_decision(self.paragraphs)
        warnings += absent(self.form.cleaned_data["adjusters"], self.attendance)
        return warnings + due_before(self.minutes.meeting, self.follow_ups)

    def ask_for_what_is_missing(self) -> None:
        """All of it at once, beside whatever else is wrong; a field that is wrong already isn't missing too."""
        values, errors = self.form.cleaned_data, self.form.errors
        missing = what_is_missing(
            chair="chair" in errors or values["chair"],
            adjusters="adjusters" in errors or values["adjusters"],
            present=is_anyone_present(self.attendance),
            paragraphs=kept(self.paragraphs) or self.new.has_changed(),
        )
        for part, words in missing.items():
            self.form.add_error(part if part in self.form.fields else None, words)
        if not self.sending.cleaned_data["is_reviewed"]:
            self.sending.add_error("is_reviewed", "Granska protokollet och kryssa i rutan först.")

    @transaction.atomic
    def save(self) -> None:
        """Write all of it. Raises RefusedError, and writes nothing, when the minutes can't be changed or sent."""
        minutes = locked_draft(self.minutes)
        self.form.save()
        self.save_adjusters()
        self.attendance.save()
        self.follow_ups.save()
        self.paragraphs.save()
        if self.new.has_changed():
            add_paragraph(minutes, self.new.save(commit=False), after=self.new.cleaned_data["after"])
        if self.do == "items":
            add_missing_items(minutes)
        if self.do == "send":
            send_for_adjustment(minutes, clock.now())

    def save_adjusters(self) -> None:
        chosen = self.form.cleaned_data["adjusters"]
        self.minutes.adjusters.exclude(person__in=chosen).delete()
        there = set(self.minutes.adjusters.values_list("person", flat=True))
        Adjuster.objects.bulk_create(
            Adjuster(minutes=self.minutes, person=person) for person in chosen if person.pk not in there
        )

    def context(self) -> dict:
        """What the template shows."""
        sections = {paragraph.pk: section for section, paragraph in self.rows}
        tasks = defaultdict(list)
        for form in self.follow_ups:
            tasks[str(form["place"].value())].append(form)
        return {
            "edit": self.edit,
            "form": self.form,
            "attendance": self.attendance,
            "paragraphs": self.paragraphs,
            "rows": [(sections.get(form.instance.pk), form, tasks[str(form.instance.pk)]) for form in self.paragraphs],
            "follow_ups": self.follow_ups,
            "new": self.new,
            "sending": self.sending,
            "earlier": self.earlier,
            "newly_confidential": [row.item for _, row in self.rows if row.is_less_secret_than_its_item],
            "missing_items": items_without_a_paragraph(self.minutes.meeting),
            "has_errors": self.has_errors(),
        }

    def has_errors(self) -> bool:
        forms = (self.form, self.new, self.sending)
        formsets = (self.attendance, self.paragraphs, self.follow_ups)
        return any(form.errors for form in forms) or any(formset.total_error_count() for formset in formsets)
