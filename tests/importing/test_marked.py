"""A plan written as a Word file and read in again is the same plan."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings

from committee.paper.word import plan_docx
from committee.reading import walk
from committee.tables import join_rows
from sodertorn.importing.readers import read_plan
from sodertorn.importing.values import ParsedNode, ParsedPlan
from tests.committee.paper.plans import plans

AT = dt.datetime(2017, 1, 16, tzinfo=dt.UTC)


def read_back(content: dict) -> ParsedPlan:
    return read_plan(plan_docx(content, AT), "plan.docx").parsed


def tree(node: ParsedNode) -> tuple:
    return (
        *(node.kind, node.number, node.title, node.text, node.is_focus, node.body, node.series_kind),
        [tree(child) for child in node.children],
    )


def tree_of(node: dict, bodies: dict[str, str]) -> tuple:
    text = join_rows(node["rows"]) if "rows" in node else node["text"]
    return (
        *(node["kind"], node["number"], node["title"], text, node["is_focus"]),
        *(bodies.get(node.get("body"), ""), node.get("series_kind", "")),
        [tree_of(child, bodies) for child in node["children"]],
    )


def meetings(content: dict, bodies: dict[str, str]) -> list[tuple]:
    return [
        (
            *(bodies[node["body"]], node.get("series_kind", ""), row["title"], row["precision"] == "month"),
            *(row["starts_on"], row["ends_on"], row["starts_at"], row["ends_at"], tuple(row["hosts"])),
        )
        for node in walk(content["chapters"])
        for row in node.get("meetings", [])
    ]


def clock(time: dt.time | None) -> str | None:
    return f"{time:%H:%M}" if time else None


@settings(deadline=None, max_examples=40)
@given(plans())
def test_plan_is_the_same_when_it_is_read_in_again(content):
    parsed = read_back(content)
    names = {body["slug"]: body["name"] for body in content["bodies"]}

    assert parsed.findings == ()
    assert (parsed.year, parsed.title, parsed.subtitle, parsed.issuer, parsed.decided_on.isoformat()) == (
        *(content["year"], content["title"], content["subtitle"], content["issuer"], content["decided_on"]),
    )
    assert [tree(chapter) for chapter in parsed.chapters] == [tree_of(one, names) for one in content["chapters"]]
    assert [
        (
            *(one.body, one.kind, one.title, one.is_month_only, one.starts_on.isoformat(), one.ends_on.isoformat()),
            *(clock(one.starts_at), clock(one.ends_at), one.hosts),
        )
        for one in parsed.meetings
    ] == meetings(content, names)
    assert [(turn.body, turn.year, turn.municipality) for turn in parsed.host_turns] == [
        (names[node["body"]], turn["year"], turn["municipality"])
        for node in walk(content["chapters"])
        for turn in node.get("turns", [])
    ]
    assert [(one.kind, one.label, one.amount_sek, one.group, one.note) for one in parsed.budget_lines] == [
        (kind, line["label"], line["amount_sek"], line.get("group", ""), line.get("note", ""))
        for node in walk(content["chapters"])
        for kind in ("income", "cost")
        for line in node.get("budget", {kind: {"lines": []}})[kind]["lines"]
    ]
    assert [body_values(body, names) for body in content["bodies"]] == [
        (body.name, body.short_name, body.weekday, clock(body.starts_at), clock(body.ends_at), body.prepares)
        for body in parsed.bodies
    ]
    nodes = list(walk(content["chapters"]))
    places = {node["id"]: place for place, node in enumerate(nodes)}
    found = {node.lines[0]: place for place, node in enumerate(parsed.nodes())}
    assert [
        (duty.body, duty.minimum_meetings, duty.period_years, found[duty.line]) for duty in parsed.duties
    ] == promises(content, places)
    assert [(found[one.line], one.words, found[one.target_line]) for one in parsed.references] == [
        (places[node["id"]], link["words"], places[link["node"]])
        for node in nodes
        for link in node.get("references", [])
    ]
    hosts = [host for one in parsed.meetings for host in one.hosts] + [one.municipality for one in parsed.host_turns]
    told = [row["name"] for row in content["municipalities"]]
    assert list(parsed.municipalities) == list(dict.fromkeys([*told, *hosts]))


def promises(content: dict, places: dict[int, int]) -> list[tuple]:
    """The bodies' duties, each with the place of the part that states it."""
    return [
        (body["name"], duty["minimum_meetings"], duty["period_years"], places[duty["node"]])
        for body in content["bodies"]
        if (duty := body["duty"])
    ]


def body_values(body: dict, names: dict[str, str]) -> tuple:
    return (
        *(body["name"], body["short_name"], body["usual_weekday"], body["usual_starts_at"], body["usual_ends_at"]),
        names.get(body["prepares"], ""),
    )
