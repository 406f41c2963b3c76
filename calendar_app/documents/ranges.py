"""Which bytes of a file a program asks for (RFC 9110, section 14) (pure)."""

from __future__ import annotations

import re
from typing import NamedTuple

SPEC = re.compile(r"([0-9]*)-([0-9]*)")
DIGITS = 18  # no file has more bytes, and int() refuses very long numbers


class UnsatisfiableRangeError(ValueError):
    """Nothing of what is asked for exists: the answer is 416."""


class ByteRange(NamedTuple):
    """The first and the last byte, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def content_range(self, size: int) -> str:
        """The header that goes with the part.

        >>> ByteRange(0, 499).content_range(1234)
        'bytes 0-499/1234'
        """
        return f"bytes {self.first}-{self.last}/{size}"


def asked_range(header: str, size: int) -> ByteRange | None:
    """Read a Range header for a file of `size` bytes. None: send the whole file, which is always allowed.

    That is so for no header, other units, several ranges and what can't be read.
    Raises UnsatisfiableRangeError when the one range lies beyond the end.

    >>> asked_range("bytes=0-499", 1234), asked_range("bytes=-500", 1234), asked_range("bytes=500-", 1234)
    (ByteRange(first=0, last=499), ByteRange(first=734, last=1233), ByteRange(first=500, last=1233))
    >>> asked_range("", 1234), asked_range("bytes=0-0,-1", 1234), asked_range("bytes=9-3", 1234)
    (None, None, None)
    """
    unit, _, specs = header.partition("=")
    asked = [spec.strip(" \t") for spec in specs.split(",") if spec.strip(" \t")]
    match = SPEC.fullmatch(asked[0]) if len(asked) == 1 else None
    if unit.strip(" \t").lower() != "bytes" or not match or not any(match.groups()):
        return None
    first, last = (number(digits) for digits in match.groups())
    if first is None:
        return suffix(last, size)
    if last is not None and last < first:
        return None
    if first >= size:
        raise UnsatisfiableRangeError(header[:100])
    return ByteRange(first, size - 1 if last is None else min(last, size - 1))


def suffix(length: int, size: int) -> ByteRange | None:
    """The file's last bytes; of an empty file that is the whole of it."""
    if length == 0:
        raise UnsatisfiableRangeError("-0")
    return ByteRange(max(size - length, 0), size - 1) if size else None


def number(digits: str) -> int | None:
    """A number, or None for none.

    >>> number("0042"), number(""), number("9" * 5000) == 10**18
    (42, None, True)
    """
    if not digits:
        return None
    significant = digits.lstrip("0") or "0"
    return int(significant) if len(significant) <= DIGITS else 10**DIGITS
