"""A meeting to send out, and what came of it, for the tests of packages."""

import datetime as dt
import io
from dataclasses import replace

import pikepdf

from calendar_app.documents.formats import Format
from calendar_app.documents.package import Package, PackageDocument, PackageItem, pdf_package
from tests.calendar_app.documents.files import docx_bytes, jpeg_bytes, pdf_bytes
from tests.calendar_app.documents.pdf_text import page_text

LETTER = PackageDocument("Förslag till yttrande", "yttrande.pdf", Format.PDF, pdf_bytes(3), "ny version")
MAP = PackageDocument("Karta", "karta.jpg", Format.JPEG, jpeg_bytes((60, 30)))
SHEET = PackageDocument("Följebrev", "följebrev.docx", Format.DOCX, docx_bytes())
CALL = PackageDocument("Kallelse", "kallelse.pdf", Format.PDF, pdf_bytes(1))

MEETING = Package(
    cooperation="Fjärdkommunerna",
    title="Rådets möte",
    when="torsdag 2 februari 2017 kl. 12.00–15.00",
    where="Kommunhuset i Ålvik",
    intro_lines=("Anmäl förhinder senast den 30 januari.",),
    items=(
        PackageItem("1", "Mötets öppnande", "information", minutes=5),
        PackageItem(
            "2",
            "Yttrande om länsplanen",
            "beslut",
            "Karin Öman",
            30,
            "Länsstyrelsen frågar.\n\nRådet svarar.",
            "Rådet antar yttrandet.",
            documents=(LETTER, MAP, SHEET),
        ),
        PackageItem("3", ground="19 kap. 3 § OSL"),
        PackageItem("4", "Övriga frågor", "diskussion"),
    ),
    documents=(CALL,),
    made_on=dt.date(2017, 1, 26),
)


def with_documents(*documents: PackageDocument) -> Package:
    """The meeting with one item that has these documents."""
    return replace(MEETING, items=(PackageItem("1", "Ärendet", documents=documents),), documents=())


def document(data: bytes, *, title="Handling", format=Format.PDF) -> PackageDocument:
    return PackageDocument(title, f"{title}{format.extension}", format, data)


def opened(package: Package) -> pikepdf.Pdf:
    file = io.BytesIO()
    pdf_package(package, file)
    return pikepdf.open(file)


def texts(package: Package) -> list[str]:
    """The words of each page."""
    with opened(package) as pdf:
        return [page_text(page) for page in pdf.pages]
