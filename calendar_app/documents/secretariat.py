"""Where the secretary uploads documents and says what they are."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from calendar_app.documents.forms import DocumentForm, NewDocumentForm, VersionForm
from calendar_app.documents.operations import add_document, add_version, remove_document
from calendar_app.models import Document
from calendar_app.operations import Occurrence, locked_meeting
from calendar_app.secretariat import meeting_or_404
from committee import clock
from committee.access import only_secretariat
from committee.clashing import clash_page
from committee.editing import Edit
from committee.posting import posted
from committee.refusal import RefusedError


@only_secretariat("calendar_app.add_document")
def document_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a draft document to a meeting, or with `?arende=` to one of its items."""
    meeting = meeting_or_404(request, pk)
    initial = {"dated_on": request.today, "item": request.GET.get("arende")}
    form = NewDocumentForm(
        posted(request), request.FILES or None, meeting=meeting, reader=request.reader, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        done = Occurrence(clock.now(), request.user)
        document = add_document(form.save(commit=False), form.cleaned_data["file"], done)
        messages.success(request, f"”{document}” är uppladdad som utkast. Den syns när du publicerar.")
        return redirect("calendar:meeting-agenda", meeting.pk)
    return render(request, "calendar_app/document_form.html", {"meeting": meeting, "form": form})


@only_secretariat("calendar_app.change_document")
@transaction.atomic
def document_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a document, give it a new version, or remove it while it is a draft."""
    documents = Document.objects.visible_to(request.reader).with_latest()
    documents = documents.select_related("meeting__body", "meeting__kind", "item")
    document = get_object_or_404(documents, pk=pk)
    do = request.POST.get("do", "")
    if request.method == "POST":
        locked_meeting(document.meeting_id)
        document = get_object_or_404(documents, pk=pk)
    of_the_document = {"instance": document, "meeting": document.meeting, "reader": request.reader}
    edit = Edit(request, document, [DocumentForm(**of_the_document)])
    if do == "save" and edit.is_clash:
        return clash_page(request, edit, title=f"”{document}”", back=request.path)
    form = DocumentForm(edit.data if do == "save" else None, **of_the_document)
    version_form = VersionForm(request.POST, request.FILES) if do == "version" else VersionForm()
    if request.method == "POST" and (answer := act(request, document, form, version_form)):
        return answer
    context = {
        "meeting": document.meeting,
        "document": document,
        "form": form,
        "edit": edit,
        "version_form": version_form,
        "versions": document.versions.select_related("uploaded_by").order_by("-number"),
    }
    return render(request, "calendar_app/document_form.html", context)


def act(request: HttpRequest, document: Document, form: DocumentForm, version_form: VersionForm) -> HttpResponse | None:
    """Do what a button says; None when the page is to be shown again with its form's errors."""
    do, agenda = request.POST.get("do"), redirect("calendar:meeting-agenda", document.meeting_id)
    if do == "save" and form.is_valid():
        form.save()
        messages.success(request, f"”{document}” är sparad.")
        return agenda
    try:
        if do == "version" and version_form.is_valid():
            done = Occurrence(clock.now(), request.user)
            version = add_version(document, version_form.cleaned_data["file"], done)
            messages.success(request, f"Version {version.number} av ”{document}” är uppladdad.")
            return redirect("calendar:document-change", document.pk)
        if do == "remove":
            remove_document(document)
            messages.success(request, f"”{document}” är borttagen.")
            return agenda
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("calendar:document-change", document.pk)
    return None
