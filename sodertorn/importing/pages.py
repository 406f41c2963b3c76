"""Where the secretariat reads in a plan's document: first what is understood, line by line, and then the draft."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from committee.access import only_secretariat
from committee.models import Plan, PlanNode
from committee.posting import posted
from sodertorn.importing.load import DraftExistsError, LoadError
from sodertorn.importing.parcels import opened, token_of
from sodertorn.importing.placing import PlacedLine, placed_lines
from sodertorn.importing.read_in import read_in
from sodertorn.importing.readers import ReadPlan, check_format, check_size, read_plan
from sodertorn.importing.report import understood
from sodertorn.importing.values import DocumentError, Finding

CHANGED = "Ladda upp dokumentet en gång till: det som visades kan inte läsas in längre."


class DocumentField(forms.FileField):
    """A plan's document; its cleaned value is a ReadPlan."""

    widget = forms.FileInput(attrs={"accept": ".docx,.txt,.md"})

    def to_python(self, data: UploadedFile | None) -> ReadPlan | None:
        """A file that is too large is never read into memory."""
        if data in self.empty_values:
            return None
        try:
            check_format(data.name)
            check_size(data.name, data.size)
            return read_plan(data.read(), data.name)
        except DocumentError as error:
            raise forms.ValidationError(str(error)) from None


class DocumentForm(forms.Form):
    document = DocumentField(
        label="Dokument",
        help_text="Word (.docx), text (.txt) eller Markdown (.md). Inget sparas förrän du har sett vad som förstås.",
        error_messages={"required": "Välj ett dokument."},
    )


@dataclass(frozen=True)
class Shown:
    """What is shown of a document before it is read in."""

    read: ReadPlan
    token: str
    refusal: str
    findings: list[Finding]
    lines: list[PlacedLine]
    draft: Plan | None

    @property
    def general(self) -> list[Finding]:
        """Findings about no line of its own."""
        return [finding for finding in self.findings if not finding.line]

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(name.strip(), count) for name, count in understood(self.read.parsed)]


@only_secretariat("committee.add_plan")
def plan_import(request: HttpRequest) -> HttpResponse:
    """A form, then what is understood, then the draft."""
    if "token" in request.POST:
        return confirm(request)
    form = DocumentForm(posted(request), request.FILES or None)
    shown = None
    if request.method == "POST" and form.is_valid():
        try:
            shown = shown_of(request, form.cleaned_data["document"])
        except DocumentError as error:
            form.add_error("document", str(error))
    return render(request, "importing/plan_import.html", {"form": form, "shown": shown})


def shown_of(request: HttpRequest, read: ReadPlan) -> Shown:
    """Try to read it in, and take it back: the rows that are there may have something to say."""
    refusal, findings = "", list(read.parsed.findings)
    try:
        findings += read_in(read.parsed, replace_draft=True, is_trial=True).findings
    except LoadError as error:
        refusal = str(error)
    findings.sort(key=lambda finding: (not finding.needs_person, finding.line))
    drafts = Plan.objects.visible_to(request.reader).filter(year=read.parsed.year, editions=None)
    lines = placed_lines(read.lines, read.parsed, findings, dict(PlanNode.Kind.choices))
    return Shown(read, token_of(read), refusal, findings, lines, drafts.first())


def confirm(request: HttpRequest) -> HttpResponse:
    """Write the draft that was shown."""
    read = opened(request.POST["token"])
    if read is None:
        messages.error(request, CHANGED)
        return redirect("plan-import")
    try:
        plan = read_in(read.parsed, replace_draft="replace" in request.POST).plan
    except DraftExistsError as error:
        messages.error(request, f"{error} Kryssa i rutan för att ersätta det.")
        return redirect("plan-import")
    except LoadError as error:
        messages.error(request, str(error))
        return redirect("plan-import")
    messages.success(request, f"{plan} är inläst som ett utkast.")
    return redirect("admin:committee_plan_change", plan.pk)
