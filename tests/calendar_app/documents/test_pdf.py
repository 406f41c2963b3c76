import struct
import zlib

import pikepdf
import pytest

from calendar_app.documents import content_values as reasons
from calendar_app.documents.formats import Format
from tests.calendar_app.documents.files import (
    docx_bytes,
    locked_pdf_bytes,
    pdf_bytes,
    program_on_opening,
    script_after_opening,
    script_in_names,
    script_on_closing,
    script_on_opening,
    tagged_pdf_bytes,
    zip_bytes,
)
from tests.calendar_app.documents.inspecting import found, reason


def test_tagged_pdf_is_known_from_others():
    assert [found(data).is_tagged for data in (tagged_pdf_bytes(), pdf_bytes(), docx_bytes())] == [True, False, None]


def test_pdf_after_other_bytes_is_refused():
    assert reason(b"\n" + pdf_bytes()) == reasons.UNKNOWN


@pytest.mark.parametrize("user", ["", "användarens"])
def test_pdf_with_a_password_is_refused(user):
    assert reason(locked_pdf_bytes(user)) == reasons.LOCKED


@pytest.mark.parametrize(
    "change", [script_in_names, script_on_opening, script_after_opening, program_on_opening, script_on_closing]
)
def test_pdf_that_does_things_by_itself_is_refused(change):
    assert reason(pdf_bytes(change=change)) == reasons.ACTIVE_PDF


def test_pdf_with_an_attachment_and_a_place_to_open_at_is_received():
    def attach(pdf):
        pdf.attachments["bilaga.txt"] = b"Hej"
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])

    assert found(pdf_bytes(change=attach)).pages == 2


def test_pdf_without_pages_is_refused():
    assert reason(pdf_bytes(pages=0)) == reasons.DAMAGED


def test_pdf_whose_actions_go_round_is_read_to_an_end():
    def turn(pdf):
        action = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.GoTo))
        action.Next = pikepdf.Array([action, action])
        pdf.Root.OpenAction = action

    assert found(pdf_bytes(change=turn)).pages == 2


def with_packed_objects(padding: int) -> bytes:
    """A PDF whose objects are packed together, with so many spaces after them."""
    objects = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[5 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"
    places = b"1 0 2 29 5 64".ljust(20)
    packed = zlib.compress(places + b"".join(objects) + b" " * padding, 9)
    data = b"%%PDF-1.5\n3 0 obj<</Type/ObjStm/N 3/First 20/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    table = len(data) + len(packed) + 18
    rows = [(0, 0, 0), (2, 3, 0), (2, 3, 1), (1, 9, 0), (1, table, 0), (2, 3, 2)]
    data += packed + b"\nendstream endobj\n4 0 obj<</Type/XRef/W[1 4 1]/Size 6/Root 1 0 R/Length 36>>stream\n"
    data += b"".join(struct.pack(">BIB", *row) for row in rows)
    return data + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % table


def test_pdf_whose_objects_unpack_to_very_much_is_refused():
    assert found(with_packed_objects(padding=1000)).pages == 1
    assert reason(with_packed_objects(padding=100_000_000)) == reasons.DAMAGED


def test_pdf_that_calls_itself_a_zip_file_too_is_a_pdf():
    assert found(pdf_bytes() + zip_bytes({"a": b"a"}) + b"%%EOF").format is Format.PDF
