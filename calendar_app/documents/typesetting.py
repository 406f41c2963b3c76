"""Pages set in type from plain values (pure)."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import typst

TEMPLATE = Path(__file__).with_name("package.typ")


@dataclass(frozen=True)
class Typeset:
    """Pages as PDF, and on which of them, from 1, each marked place is."""

    pdf: bytes
    places: dict[str, int]


def typeset(data: dict, folder: str | Path, made_on: dt.date) -> Typeset:
    """Set pages; pictures that `data` names are in `folder`, outside which nothing can be read.

    The words are handed over as JSON and never become part of the template, so none of them can be code.
    """
    template = Path(folder) / TEMPLATE.name
    shutil.copyfile(TEMPLATE, template)
    inputs = {"data": json.dumps(data)}
    compiler = typst.Compiler(template, root=folder, ignore_system_fonts=True, sys_inputs=inputs)
    made_at = dt.datetime.combine(made_on, dt.time(12), tzinfo=dt.UTC)
    pdf = compiler.compile(format="pdf", timestamp=made_at, pdf_tags=data["kind"] == "agenda")
    marks = json.loads(compiler.query("<mark>", field="value"))
    return Typeset(pdf, {mark["key"]: mark["page"] for mark in marks})
