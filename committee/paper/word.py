"""A plan as a Word file: for rounds of comments, and to be read in again."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import count

from committee.duties import describe_duty
from committee.paper import marks
from committee.paper.blocks import SIDES, decision_words
from committee.paper.marks import Mark
from committee.paper.word_file import WordFile
from committee.reading import Reading, clock_times, meeting_days, read_chapters
from committee.swedish import WEEKDAYS, thousands

SIDE_MARKS = {"income": marks.INCOME, "cost": marks.COST}
DEEPEST = 9
"""Word has no more levels of headings."""


def plan_docx(content: dict, made_at: dt.datetime) -> bytes:
    """Write a content, decided or not, as a Word file with real headings, lists and tables."""
    stream = io.BytesIO()
    PlanWriter(content, made_at).write().save(stream)
    return stream.getvalue()


class PlanWriter:
    """Writes the parts as they come, each with its mark."""

    def __init__(self, content: dict, made_at: dt.datetime) -> None:
        self.content = content
        self.file = WordFile(title=content["title"], author=content["issuer"], made_at=made_at)
        self.bodies = {body["slug"]: place for place, body in enumerate(content["bodies"], start=1)}
        self.chapters = read_chapters(content)
        self.keys = count(1)
        self.marks = {
            node.content["id"]: mark for chapter in self.chapters for node, mark in self.marked(chapter, 1, 1)
        }
        self.by_anchor = {
            node.anchor: self.marks[node.content["id"]].name for chapter in self.chapters for node in chapter.walk()
        }

    def marked(self, node: Reading, depth: int, heading: int) -> Iterator[tuple[Reading, Mark]]:
        """Every part with its mark; a heading is one level below the heading it stands under."""
        content = node.content
        level = min(heading, DEEPEST)
        body = self.bodies.get(content.get("body"), 0)
        yield node, Mark(content["kind"], next(self.keys), depth, level, body, depth == 1 and not content["number"])
        for child in node.below:
            yield from self.marked(child, depth + 1, heading + bool(content["title"]))

    def write(self) -> WordFile:
        self.write_front()
        for chapter in self.chapters:
            self.write_node(chapter)
        self.write_facts()
        return self.file

    def write_front(self) -> None:
        content = self.content
        if content["issuer"]:
            self.file.paragraph(content["issuer"], names=[marks.ISSUER])
        self.file.paragraph(content["title"], style="Title", names=[f"{marks.TITLE}_{content['year']}"])
        if content["subtitle"]:
            self.file.paragraph(content["subtitle"], style="Subtitle", names=[marks.SUBTITLE])
        self.file.paragraph(decision_words(content), names=[marks.DECISION])
        if content.get("reason"):
            self.file.paragraph(f"Rättelse: {content['reason']}", names=[marks.REASON])

    def unique(self, name: str) -> str:
        """A mark that may stand several times in the file."""
        return f"{name}_{next(self.keys)}"

    def write_node(self, node: Reading) -> None:
        content, mark = node.content, self.marks[node.content["id"]]
        if content["title"]:
            number = f"{content['number']}. " if content["number"] else ""
            self.file.paragraph(f"{number}{content['title']}", style=f"Heading {mark.heading}", names=[mark.name])
            if content["text"]:
                self.write_text(node, self.unique(marks.TEXT))
        elif content["kind"] == "table":
            self.file.table(content["rows"], names=[mark.name])
        else:
            self.write_text(node, mark.name)
        self.write_rows(content)
        for child in node.below:
            self.write_node(child)
        self.write_budget(content, min(mark.heading + 1, DEEPEST))

    def write_text(self, node: Reading, name: str) -> None:
        content = node.content
        style = "List Bullet" if content["kind"] in {"commitment", "item"} else "Normal"
        words = [(text, self.by_anchor.get(anchor, "")) for text, anchor in node.words]
        focus = f" Fokus {self.content['year']}" if content["is_focus"] else ""
        self.file.paragraph(words, style=style, names=[name], focus=focus)

    def write_rows(self, content: dict) -> None:
        if kind := content.get("series_kind"):
            self.file.paragraph(f"{marks.SERIES_WORDS}{kind}", names=[self.unique(marks.SERIES)])
        if meetings := content.get("meetings"):
            head = ["Datum", "Tid", "Rubrik", "Värdkommun"]
            self.file.table([head, *map(meeting_row, meetings)], names=[self.unique(marks.MEETINGS)])
        if turns := content.get("turns"):
            rows = [[str(turn["year"]), turn["municipality"]] for turn in turns]
            self.file.table([["År", "Kommun"], *rows], names=[self.unique(marks.TURNS)])

    def write_budget(self, content: dict, level: int) -> None:
        for kind, name in SIDES.items():
            if side := content.get("budget", {}).get(kind):
                self.file.paragraph(
                    name, style=f"Heading {level}", names=[self.unique(f"{SIDE_MARKS[kind]}{marks.ABOVE}")]
                )
                self.file.table(line_rows(side), names=[self.unique(SIDE_MARKS[kind])])

    def write_facts(self) -> None:
        """What the portal needs to know besides: bodies with their promises, and the municipalities."""
        self.file.paragraph("Uppgifter till portalen", style="Heading 1", names=[marks.FACTS])
        if self.content["bodies"]:
            head = ["Organ", "Kortnamn", "Ordinarie tid", "Förbereder", "Löfte"]
            self.file.table(
                [head, *map(self.body_row, self.content["bodies"])], names=[marks.BODIES], row_name=marks.BODY_ROW
            )
        if self.content["municipalities"]:
            names = [[row["name"]] for row in self.content["municipalities"]]
            self.file.table([["Kommuner"], *names], names=[marks.MUNICIPALITIES])

    def body_row(self, body: dict) -> list:
        weekday = f"{WEEKDAYS[body['usual_weekday'] - 1]}ar" if body["usual_weekday"] else ""
        usual = " ".join(filter(None, [weekday, clock_times(body, "usual_")]))
        prepared = next((other["name"] for other in self.content["bodies"] if other["slug"] == body["prepares"]), "")
        duty = body["duty"]
        promised = describe_duty(duty["minimum_meetings"], duty["period_years"]) if duty else ""
        return [
            body["name"],
            body["short_name"],
            usual,
            self.linked(prepared, self.promise_to_prepare(body["slug"])),
            self.linked(promised, duty and duty["node"]),
        ]

    def promise_to_prepare(self, slug: str) -> int | None:
        """The part that says that the body prepares another's meetings."""
        found = (row["node"] for row in self.content.get("promises", []) if row["preparer"] == slug)
        return next(found, None)

    def linked(self, words: str, node: int | None) -> list[tuple[str, str]]:
        """Words that lead to the part that says so."""
        mark = self.marks.get(node)
        return [(words, mark.name if mark else "")] if words else []


def meeting_row(meeting: dict) -> list[str]:
    return [meeting_days(meeting), clock_times(meeting), meeting["title"], "\n".join(meeting["hosts"])]


def line_rows(side: dict) -> list[list[str]]:
    """A row per budget line and one for the sum, with columns for headings and notes where there are any."""
    more = {"group": "Rubrik", "note": "Anmärkning"}
    shown = [name for name in more if any(line.get(name) for line in side["lines"])]
    lines = [
        [line["label"], thousands(line["amount_sek"]), *(line.get(name, "") for name in shown)]
        for line in side["lines"]
    ]
    total = ["Summa", thousands(side["total_sek"]), *[""] * len(shown)]
    return [["Post", "Kronor", *(more[name] for name in shown)], *lines, total]
