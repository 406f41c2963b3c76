"""LibreOffice, where it is installed: its Writer and its Calc come apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

WRITER, CALC = "libswlo.so", "libsclo.so"


def libreoffice(part: str) -> str:
    """The program; skips the test where it, or the part of it that is needed, is missing."""
    path = shutil.which("soffice")
    if path is None or not (Path(path).resolve().parent / part).exists():
        pytest.skip(f"LibreOffice is missing, or its {part}")
    return path
