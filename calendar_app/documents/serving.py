"""How a file leaves the portal: as a download that no browser opens as a page, whole or in part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from calendar_app.documents.formats import Format
from calendar_app.documents.ranges import UnsatisfiableRangeError, asked_range
from calendar_app.models import DocumentVersion

BLOCK = 64 * 1024


def serve_version(request: HttpRequest, version: DocumentVersion, *, is_public: bool) -> HttpResponse:
    """A version's file to a reader who may have it: the question is asked before, also when the file is known.

    Raises OSError when the file is gone from the storage.
    """
    etag = quote_etag(version.sha256)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = whole_or_part(request, version, etag)
    return as_download(response, version, etag, is_public=is_public)


def whole_or_part(request: HttpRequest, version: DocumentVersion, etag: str) -> HttpResponse:
    may_be_part = request.headers.get("If-Range", etag) == etag
    try:
        part = asked_range(request.headers.get("Range", "") if may_be_part else "", version.size)
    except UnsatisfiableRangeError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{version.size}"})
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(version.size)})
    file = version.file.open("rb")
    if part is None:
        return FileResponse(file, headers={"Content-Length": str(version.size)})
    headers = {"Content-Range": part.content_range(version.size), "Content-Length": str(part.length)}
    return StreamingHttpResponse(blocks(file, part.first, part.length), status=206, headers=headers)


def blocks(file: BinaryIO, first: int, length: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while length > 0 and (block := file.read(min(BLOCK, length))):
            length -= len(block)
            yield block


def as_download(response: HttpResponse, version: DocumentVersion, etag: str, *, is_public: bool) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{'public' if is_public else 'private'}, no-cache"
    if isinstance(response, HttpResponseNotModified):
        return response
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Type"] = Format(version.format).media_type
    response.headers["Content-Disposition"] = content_disposition_header(True, version.name)
    return contained(response)


def contained(response: HttpResponse) -> HttpResponse:
    """Should a browser open it after all, it can neither run anything nor reach anywhere."""
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
