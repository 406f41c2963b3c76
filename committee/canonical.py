"""One JSON value, one way to write it, one checksum (pure)."""

import hashlib
import json


def canonical_bytes(content: dict) -> bytes:
    r"""Write a value with sorted keys and no extra spaces, in UTF-8; only then can a checksum be repeated.

    >>> canonical_bytes({"b": 1, "a": "å"})
    b'{"a":"\xc3\xa5","b":1}'
    """
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def checksum(content: dict) -> str:
    """The sha256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(content)).hexdigest()
