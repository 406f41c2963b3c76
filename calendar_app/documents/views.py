"""The documents as readers get them: each file through one question, and all of a meeting's in one piece."""

from __future__ import annotations

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from calendar_app.agenda.reading import agenda_of
from calendar_app.documents.packing import Packed, pack
from calendar_app.documents.serving import contained, serve_version
from calendar_app.feeds import cooperation_name
from calendar_app.models import Document, DocumentVersion, Meeting

MEDIA_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@require_safe
def document_file(request: HttpRequest, uuid: uuid.UUID, number: int | None = None) -> HttpResponse:
    """A document's latest version, or the one with a number, as a download."""
    versions = DocumentVersion.objects.visible_to(request.reader).filter(document__uuid=uuid)
    if number is not None:
        versions = versions.filter(number=number)
    version = versions.order_by("-number").first()
    if version is None:
        raise Http404
    return serve_version(request, version, is_public=request.reader.is_public)


@require_safe
def document_versions(request: HttpRequest, uuid: uuid.UUID) -> HttpResponse:
    """What is known of a document, and all the versions it has had."""
    documents = Document.objects.visible_to(request.reader).with_latest()
    document = get_object_or_404(documents.select_related("meeting__body", "meeting__kind", "item"), uuid=uuid)
    versions = DocumentVersion.objects.visible_to(request.reader).filter(document=document).order_by("-number")
    context = {"document": document, "versions": versions, "updated_on": document.uploaded_at}
    return render(request, "calendar_app/document_versions.html", context)


@require_safe
def meeting_package(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The whole meeting as one PDF or as a ZIP, with what the reader may read."""
    meetings = Meeting.objects.visible_to(request.reader).with_body_and_hosts()
    meeting = get_object_or_404(meetings, pk=pk)
    agenda = agenda_of(meeting, request.reader)
    if not agenda:
        raise Http404
    packed = pack(meeting, agenda, request.reader, cooperation=cooperation_name(), kind=kind)
    etag = quote_etag(packed.key)
    response = get_conditional_response(request, etag=etag) or package_response(meeting, packed, kind)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{'public' if request.reader.is_public else 'private'}, no-cache"
    return response


def package_response(meeting: Meeting, packed: Packed, kind: str) -> HttpResponse:
    name = f"{slugify(meeting.name)}-{meeting.starts_on:%Y-%m-%d}.{kind}"
    return contained(FileResponse(packed.open(), as_attachment=True, filename=name, content_type=MEDIA_TYPES[kind]))
