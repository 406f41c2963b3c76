"""Reading zip files from people without unpacking more than was bargained for (pure)."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree.ElementTree import Element  # the type only: defusedxml does the reading

from defusedxml import ElementTree

from calendar_app.documents.content_values import BOMB, DAMAGED, LOCKED, ContentError

SIGNATURE = b"PK\x03\x04"
MEMBER_SIGNATURE = b"PK\x01\x02"
MOST_MEMBERS = 10_000
MOST_UNPACKED = 1024 * 1024 * 1024
# An office file's XML seldom packs more than 40 times. Small files may, since they can't become much.
ALLOWED_RATIO, ALLOWED_ANYWAY = 150, 100 * 1024 * 1024
MOST_XML = 2 * 1024 * 1024
START = 4096
UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|\\|\x00|(^|/)\.\.(/|$)")
ENCRYPTED = 0x1
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # of the others the library unpacks without limit


class Unpacked:
    """A zip file that has been looked through, whose members can be read up to a limit."""

    def __init__(self, data: bytes) -> None:
        """Raises ContentError for a damaged, encrypted or hostile one."""
        # Counted before the library makes an object of each.
        if data.count(MEMBER_SIGNATURE) > MOST_MEMBERS:
            raise ContentError(BOMB)
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        members = self.archive.infolist()
        check_sizes(members, len(data))
        check_members(members)
        self.names = {member.filename for member in members}
        self.filled = {member.filename for member in members if member.file_size and not member.is_dir()}

    def read(self, name: str, most: int) -> bytes:
        """The member's first bytes, at most so many."""
        with self.archive.open(name) as member:
            return member.read(most)

    def xml(self, name: str) -> Element:
        """The member as XML; raises ContentError if it is missing, too large, or has entities."""
        if name not in self.names:
            raise ContentError(DAMAGED)
        # What is larger is cut off, and so it is no longer XML.
        return ElementTree.fromstring(self.read(name, MOST_XML), forbid_dtd=True)

    def optional_xml(self, name: str) -> Element | None:
        """The same of what only tells us more: None if it is missing or large."""
        is_small = name in self.names and self.archive.getinfo(name).file_size <= MOST_XML
        return self.xml(name) if is_small else None

    def check_entities(self) -> None:
        """Refuse XML with a document type, where entities are declared: office files never have one."""
        for name in self.filled:
            if name.lower().endswith((".xml", ".rels")):
                # Without the zeros UTF-16 reads like ASCII.
                start = self.read(name, START).replace(b"\x00", b"").upper()
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                    raise ContentError(DAMAGED)


def check_sizes(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > max(ALLOWED_ANYWAY, ALLOWED_RATIO * packed):
        raise ContentError(BOMB)


def check_members(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise ContentError(LOCKED)
    names = [member.filename.casefold() for member in members]
    is_whole = bool(members) and min(member.header_offset for member in members) == 0
    if not is_whole or len(set(names)) < len(names) or any(UNSAFE.search(name) for name in names):
        raise ContentError(DAMAGED)
    if any(member.compress_type not in METHODS for member in members):
        raise ContentError(DAMAGED)


def local(element: Element) -> str:
    """A tag without its namespace, which differs between editions of the standards.

    >>> local(Element("{urn:a}Types"))
    'Types'
    """
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute whatever its namespace.

    >>> attribute(Element("a", {"{urn:a}page-count": "3"}), "page-count"), attribute(Element("a"), "b")
    ('3', '')
    """
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def first(root: Element | None, *tags: str) -> Element | None:
    """The first element with one of these names, in the document's order."""
    if root is None:
        return None
    return next((element for element in root.iter() if local(element) in tags), None)


def text(root: Element | None, tag: str) -> str:
    element = first(root, tag)
    return (element.text or "").strip() if element is not None else ""


def count(digits: str) -> int | None:
    """A number of pages as programs write it; none when it can't be one.

    >>> count("12"), count("0"), count("-3"), count("²"), count("9" * 5000)
    (12, None, None, None, None)
    """
    return int(digits) or None if re.fullmatch(r"[0-9]{1,5}", digits) else None
