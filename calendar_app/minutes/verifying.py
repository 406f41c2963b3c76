"""Whether adjusted minutes are what they were: the checksum is repeated, and the rows are held beside the content."""

from __future__ import annotations

from calendar_app.minutes.content import compose, locked_part
from calendar_app.models import Minutes
from committee.canonical import checksum

NAMES = {
    "meeting": "mötet",
    "body": "organet",
    "chair": "ordföranden",
    "secretary": "sekreteraren",
    "opened_at": "när mötet öppnades",
    "closed_at": "när mötet avslutades",
    "sent_at": "när protokollet skickades",
    "adjusted_at": "när protokollet justerades",
    "attendance": "närvaron",
    "paragraphs": "paragraferna",
    "adjusters": "justerarna",
}


def what_differs(minutes: Minutes) -> list[str]:
    """What is wrong, in words; nothing when all is as it was adjusted. Eight queries."""
    wrong = []
    if checksum(minutes.content) != minutes.sha256:
        wrong.append("kontrollsumman är en annan än innehållets")
    kept, rows = minutes.content, locked_part(compose(minutes))
    if not kept.keys() >= rows.keys():
        return [*wrong, "innehållet är inte helt"]
    kept = locked_part(kept)
    return wrong + [f"{NAMES.get(key, key)} är inte som i innehållet" for key in rows if kept[key] != rows[key]]
