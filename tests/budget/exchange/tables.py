"""Tables that the tests read: as text, and as real workbooks."""

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

HEADER = "Sort;Rubrik;Benämning;Belopp (kr)"
CONTENT_TYPES = "[Content_Types].xml"


def csv_of(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows]).encode()


def workbook_of(sheets: Mapping[str, list[list]]) -> bytes:
    """A workbook as other programs write them: by another library than ours."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with some parts exchanged or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        content = {name: old.read(name) for name in old.namelist()} | parts
        for name, part in content.items():
            new.writestr(name, part)
    return file.getvalue()
