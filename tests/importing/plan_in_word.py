"""A small plan with something of everything, to be written in Word and edited there."""

from __future__ import annotations

from tests.committee.comparison.contents import budget, content, line, meeting, node

TABLE = [["Område", "Syfte"], ["Region", "Utvecklar"]]


def body(slug: str, name: str, **values) -> dict:
    usual = {"usual_weekday": None, "usual_starts_at": None, "usual_ends_at": None}
    return {"slug": slug, "name": name, "short_name": "", **usual, "prepares": None, "duty": None, **values}


GOAL_AREA = node(
    4,
    "goal_area",
    node(
        5, "issue", node(6, text="Vi ger fler råd.", is_focus=True), node(7, text="Vi hörs (jfr kap. 3)."), title="Råd"
    ),
    node(8, "section", node(9, "paragraph", text="Mer om det."), title="Mer"),
    title="Klimat",
)
GOAL_AREA["children"][0]["children"][1]["references"] = [{"words": "jfr kap. 3", "node": 14}]
SERIES = node(
    11,
    "meeting_series",
    title="Rådets möten",
    body="radet",
    series_kind="konferens",
    meetings=[meeting(12, hosts=["Sund"]), meeting(13, "2017-04-06")],
)
ROTA = node(16, "host_rota", title="Värdar", body="radet", turns=[{"id": 1, "year": 2017, "municipality": "Sund"}])
PLAN = content(
    node(1, "chapter", node(2, "paragraph", text="Vi möts."), number="1", title="Inledning", text="Så här."),
    node(3, "chapter", GOAL_AREA, node(10, "table", rows=TABLE), number="2", title="Mål"),
    node(15, "calendar", SERIES, ROTA, number="3", title="Kalendarium"),
    node(
        14,
        "budget",
        number="4",
        title="Budget",
        budget=budget([line("Avgifter", 7)], [line("Hyra", 2, group="Lokaler"), line("Lön", 5, note="två")]),
    ),
    bodies=[
        body("radet", "Rådet", duty={"minimum_meetings": 6, "period_years": 1, "node": 2}),
        body("gruppen", "Gruppen", prepares="radet"),
    ],
    municipalities=[{"slug": "sund", "name": "Sund"}, {"slug": "nas", "name": "Näs"}],
)
