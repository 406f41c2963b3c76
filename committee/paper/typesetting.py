"""An edition set in type: a PDF that screen readers can read (PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict
from pathlib import Path

import typst

from committee.paper.blocks import Block, blocks_of, decision_words

SPACES = re.compile(r"[ \t\r\n\f\v]+")
TEMPLATE = Path(__file__).with_name("plan.typ")


def edition_pdf(content: dict, checksum: str, made_at: dt.datetime) -> bytes:
    """The same bytes each time for the same edition.

    The words are handed over as JSON and never become part of the template, so none of them can be code.
    """
    inputs = {"data": json.dumps(paper_of(content, checksum))}
    whole_second = made_at.astimezone(dt.UTC).replace(microsecond=0)
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, ignore_system_fonts=True, sys_inputs=inputs)
    return compiler.compile(format="pdf", timestamp=whole_second, pdf_standards=["ua-1"])


def paper_of(content: dict, checksum: str) -> dict:
    """All words of the PDF, as values of JSON."""
    return {
        "title": content["title"],
        "document_title": f"{content['title']}, utgåva {content['edition']}",
        "subtitle": content["subtitle"],
        "issuer": content["issuer"],
        "decision": decision_words(content),
        "reason": f"Rättelse: {content['reason']}" if content.get("reason") else "",
        "checksum": checksum,
        "blocks": [block_value(block) for block in blocks_of(content)],
    }


def block_value(block: Block) -> dict:
    return {"block": block.block, **spaced(asdict(block))}


def spaced(value):
    r"""The value with every run of spaces and line breaks in its texts as one space, as on the web page.

    >>> spaced({"words": [("Vi ger\r\n  fler ", "")]})
    {'words': [['Vi ger fler ', '']]}
    """
    if isinstance(value, str):
        return SPACES.sub(" ", value)
    if isinstance(value, dict):
        return {name: spaced(inner) for name, inner in value.items()}
    return [spaced(inner) for inner in value] if isinstance(value, list | tuple) else value
