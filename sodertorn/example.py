"""Fills the demo's first meetings with made-up examples: persons named by office, agendas and documents."""

from __future__ import annotations

import datetime as dt
import io
import json
import tomllib
from pathlib import Path

import typst
from django.core.files import File
from django.db.models import Q

from budget.models import Population
from calendar_app.agenda.operations import add_item, publish_agenda, start_agenda
from calendar_app.documents.content import inspect
from calendar_app.documents.operations import Upload, add_document
from calendar_app.models import AgendaItem, Document, Meeting, StandingItem, State
from calendar_app.operations import Occurrence, change_state
from committee.models import Assignment, Body, Cooperation, Municipality, Person, PlanNode
from sodertorn.accounts.operations import create_account

WORDS = ("kind", "title", "presenter", "minutes", "text", "proposal", "ground")


class ExampleLoader:
    """Turns a file of examples into rows, through the same operations as the secretariat uses."""

    def __init__(self, path: Path, *, password: str) -> None:
        self.folder = path.parent
        self.example = tomllib.loads(path.read_text(encoding="utf-8"))
        self.at, self.password = self.example["made_at"], password

    def load(self) -> None:
        for office in self.example["offices"]:
            self.load_office(office)
        for login in self.example["logins"]:
            account = create_account(login["email"], person=Person.objects.get(name=login["person"]))
            account.set_password(self.password)
            account.save(update_fields=["password"])
        self.load_population(**self.example["population"])
        Cooperation.objects.update(**self.example["site"])
        for body in self.example["bodies"]:
            self.load_body(body)
        for meeting in self.example["meetings"]:
            self.load_meeting(meeting)

    def body(self, name: str) -> Body:
        return Body.objects.get(Q(name=name) | Q(short_name=name))

    def load_office(self, office: dict) -> None:
        """One person per member municipality, named by the office."""
        for municipality in Municipality.objects.members(self.at.date()):
            person = Person.objects.create(
                name=f"{office['title']}, {municipality}",
                municipality=municipality,
                email=office["email"].format(slug=municipality.slug),
            )
            Assignment.objects.bulk_create(
                Assignment(
                    person=person,
                    body=self.body(place["body"]),
                    role=place["role"],
                    starts_on=dt.date(self.at.year, 1, 1),
                )
                for place in office["places"]
            )

    def load_population(self, year: int, source: str, inhabitants: dict[str, int]) -> None:
        members = Municipality.objects.in_bulk(inhabitants, field_name="name")
        Population.objects.bulk_create(
            Population(municipality=members[name], year=year, inhabitants=number, source=source)
            for name, number in inhabitants.items()
        )

    def load_body(self, example: dict) -> None:
        body = self.body(example["name"])
        Body.objects.filter(pk=body.pk).update(agenda_audience=example["agenda_audience"])
        Meeting.objects.filter(body=body).update(agenda_audience=example["agenda_audience"])
        StandingItem.objects.bulk_create(
            StandingItem(body=body, position=position, **row)
            for position, row in enumerate(example["standing"], start=1)
        )

    def load_meeting(self, example: dict) -> None:
        """Put the agenda together and publish it; a called meeting is called without mail."""
        meeting = Meeting.objects.get(body=self.body(example["body"]), starts_on=example["on"])
        Meeting.objects.filter(pk=meeting.pk).update(venue=example["venue"], joining_link=example["joining_link"])
        meeting.refresh_from_db()
        start_agenda(meeting)
        for row in example["items"]:
            self.load_item(meeting, row)
        publish_agenda(meeting, at=self.at)
        if example.get("is_called"):
            change_state(meeting, State.CALLED, Occurrence(self.at), today=self.at.date())

    def load_item(self, meeting: Meeting, row: dict) -> None:
        words = {name: row[name].strip() if isinstance(row[name], str) else row[name] for name in WORDS if name in row}
        item = add_item(meeting, AgendaItem(commitment=self.commitment(row.get("commitment")), **words))
        for document in row.get("documents", []):
            self.load_document(item, document)

    def commitment(self, words: str | None) -> PlanNode | None:
        """The plan's commitment with these words."""
        return PlanNode.objects.get(kind=PlanNode.Kind.COMMITMENT, text=words) if words else None

    def load_document(self, item: AgendaItem, row: dict) -> None:
        document = Document(
            meeting=item.meeting,
            item=item,
            title=row["title"],
            language=Document.Language.SWEDISH,
            origin=row.get("origin", Document.Origin.DRAWN_UP),
            registration_number=row.get("number", ""),
            dated_on=self.at.date(),
            is_accessible=True,
        )
        file = File(io.BytesIO(self.pdf(row, item.meeting)), name=f"{row['title']}.pdf")
        add_document(document, Upload(file, inspect(file)), Occurrence(self.at))

    def pdf(self, row: dict, meeting: Meeting) -> bytes:
        words = {"title": row["title"], "text": row["text"], "meeting": f"Till {meeting}"}
        inputs = {"data": json.dumps(words)}
        return typst.compile(self.folder / "exempel.typ", sys_inputs=inputs, pdf_standards=["ua-1"])
