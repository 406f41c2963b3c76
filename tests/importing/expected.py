"""What the plan of 2017 says: the same in the real document and in the demo's, which has other sentences."""

import datetime as dt

from sodertorn.importing.values import ParsedMeeting, ParsedPlan

COMMITTEE = "Södertörnskommunernas samarbetskommitté"
GROUP, CONFERENCE = "Ledningsgrupp", "Regional konferens"
COUNCIL, FIGURES = "Södertörns Rådslag", "Södertörns nyckeltal"

CHAPTERS = [
    ("chapter", "1", "Inledning"),
    ("chapter", "2", "Syfte"),
    ("chapter", "3", "Förhållningsätt"),
    ("chapter", "4", "Vision 2025"),
    ("chapter", "5", "Samverkansområden och inriktning 2017"),
    ("chapter", "6", "Arbetsformer"),
    ("calendar", "7", "Kalendarium"),
    ("budget", "8", "Budget 2017"),
]
AREAS = ["Regionala utvecklingsfrågor", "Verksamhetsfrågor"]
GOAL_AREAS = {
    "Näringsliv och Högskola": ["Höj utbildningsnivån på Södertörn", "Stödja ett kunskapsintensivt näringsliv"],
    "Olikhet och Mångfald": ["Nyttja tillgänglig kompetens i tillväxtsyfte"],
    "Klimat": ["Leda omställningen till ett klimateffektivt samhälle"],
    "Infrastruktur": ["Utnyttja den nya infrastrukturen"],
}
COMMITMENTS_UNDER = {
    "Höj utbildningsnivån på Södertörn": 1,
    "Stödja ett kunskapsintensivt näringsliv": 4,
    "Nyttja tillgänglig kompetens i tillväxtsyfte": 1,
    "Leda omställningen till ett klimateffektivt samhälle": 3,
    "Utnyttja den nya infrastrukturen": 5,
    "Omvärldsbevakning": 3,
    "Gemensam ägarstyrning": 1,
}
FOCUS_UNDER = {"Stödja ett kunskapsintensivt näringsliv": 1, "Utnyttja den nya infrastrukturen": 4}
MUNICIPALITIES = {
    *("Botkyrka", "Haninge", "Huddinge", "Nykvarn", "Nynäshamn", "Salem", "Södertälje", "Tyresö"),
}

# name, name in the calendar, weekday, from, to, prepares
BODIES = [
    (COMMITTEE, "Södertörns samarbetskommitté", 4, dt.time(12), dt.time(15), ""),
    (GROUP, "Ledningsgruppen", 5, dt.time(8, 30), dt.time(13), COMMITTEE),
    (CONFERENCE, "Södertörnskonferensen", None, None, None, ""),
    (COUNCIL, "Södertörns rådslag", None, None, None, ""),
    (FIGURES, "Nyckeltal Södertörn", None, None, None, ""),
]
DUTIES = [(COMMITTEE, 6, 1), (GROUP, 6, 1), (CONFERENCE, 1, 1), (COUNCIL, 1, 1), (FIGURES, 1, 2)]

# body, first day, last day or None for a month, times, kind, title, hosts
NOON, MORNING, NONE = "12.00-15.00", "08.30-13.00", ""
MEETINGS = [
    (COMMITTEE, "2017-02-02", "2017-02-02", NOON, "", "", "Haninge"),
    (COMMITTEE, "2017-03-23", "2017-03-23", NOON, "", "", "Nykvarn"),
    (COMMITTEE, "2017-06-01", "2017-06-01", NOON, "", "", "Salem"),
    (COMMITTEE, "2017-09-14", "2017-09-14", NOON, "", "", "Botkyrka"),
    (COMMITTEE, "2017-10-26", "2017-10-26", NOON, "", "", "Tyresö"),
    (COMMITTEE, "2017-12-07", "2017-12-07", NOON, "", "", "Södertälje"),
    (COMMITTEE, "2018-01-01", None, NONE, "", "", "Huddinge"),
    (COMMITTEE, "2018-03-01", None, NONE, "", "", "Haninge"),
    (COMMITTEE, "2018-04-01", None, NONE, "", "", "Nykvarn"),
    (COMMITTEE, "2017-08-16", "2017-08-17", NONE, "planeringskonferens", "", "Nynäshamn"),
    (GROUP, "2017-01-20", "2017-01-20", MORNING, "", "", ""),
    (GROUP, "2017-02-24", "2017-02-24", MORNING, "", "", ""),
    (GROUP, "2017-04-06", "2017-04-07", NONE, "", "planeringskonferens", ""),
    (GROUP, "2017-05-12", "2017-05-12", MORNING, "", "", ""),
    (GROUP, "2017-09-01", "2017-09-01", MORNING, "", "", ""),
    (GROUP, "2017-10-06", "2017-10-06", MORNING, "", "", ""),
    (GROUP, "2017-11-17", "2017-11-17", MORNING, "", "", ""),
    (CONFERENCE, "2017-09-07", "2017-09-07", NONE, "", "", "Södertälje, Nykvarn"),
    (COUNCIL, "2017-03-30", "2017-03-30", NONE, "", "", "Nykvarn"),
    (FIGURES, "2017-10-05", "2017-10-05", NONE, "", "Nyckeltalsdag", ""),
]
TURNS = [
    (COUNCIL, 2017, "Nykvarn"),
    (COUNCIL, 2018, "Huddinge"),
    (COUNCIL, 2019, "Salem"),
    (COUNCIL, 2020, "Nynäshamn"),
    (COUNCIL, 2021, "Botkyrka"),
    (COUNCIL, 2022, "Tyresö"),
    (COUNCIL, 2023, "Södertälje"),
    (COUNCIL, 2024, "Haninge"),
]
# The planning conference counts: without it the order would be of seven.
CYCLE = [
    (COMMITTEE, place, host)
    for place, host in enumerate(
        ["Haninge", "Nykvarn", "Salem", "Nynäshamn", "Botkyrka", "Tyresö", "Södertälje", "Huddinge"], start=1
    )
]
OTHER_PROMISES = [
    ("Södertörns samarbetskommitté: värdar enligt ordningen", "meeting_series"),
    ("Södertörns samarbetskommitté: varje möte förbereds av Ledningsgruppen", "paragraph"),
    ("Södertörns rådslag: värdar enligt ordningen", "host_rota"),
    ("Budgeten balanserar", "budget"),
]
BUDGET_LINES = [
    ("income", "Avgifter från kommunerna", 945_000),
    ("cost", "Personal", 895_000),
    ("cost", "Ersättning till Huddinge kommun för kontorsservice, arbetsrum mm", 50_000),
]
SUMS = [("income", 945_000, 945_000), ("cost", 945_000, 945_000)]

# The first words of each, in order; those in focus end with *.
COMMITMENTS = [
    "Vi ökar möjligheten",
    "Vi verkar för att högskolornas",
    "Vi förbättrar näringslivsklimatet*",
    "Vi arbetar för att Södertörn blir",
    "Vi arbetar för att främja",
    "Vi undersöker insatser",
    "Vi visar vår ambition",
    "Vi genomför en omställning",
    "Vi arbetar för en förstärkt",
    "Vi arbetar för att förbättra",
    "Vi beskriver Södertörn*",
    "Vi definierar*",
    "Utifrån ovanstående*",
    "Vi positionerar*",
    "Vi utvecklar kontaktnät",
    "Vi samordnar och",
    "Vi arbetar gemensamt",
    "Vi agerar gemensamt",
]
DEMO_COMMITMENTS = [
    "Vi ger fler möjlighet till gymnasial och eftergymnasial utbildning",
    "Vi verkar för att högskolorna betyder mer",
    "Vi stärker Södertörns näringslivsklimat.*",
    "Vi arbetar för att Södertörn får nationell och internationell betydelse",
    "Vi hjälper kunskapsintensiva företag",
    "Vi undersöker insatser som tydligt hjälper nyanlända",
    "Vi visar att vår region vill byta ut",
    "Vi går över till samordnad varudistribution.",
    "Vi verkar för bättre infrastruktur",
    "Vi arbetar för större arbets- och bostadsmarknad",
    "Vi beskriver Södertörns roll i regionen och landet.*",
    "Vi klargör tillväxthinder.*",
    "På den grunden prioriterar vi infrastrukturobjekten*",
    "Vi profilerar Södertörn i RUFS 2050.*",
    "Vi knyter kontakter",
    "Vi håller ihop våra insatser",
    "Vi söker genomslag i opinionen",
    "Vi uppträder samlat mot organisationer",
]


def times(starts_at: dt.time | None, ends_at: dt.time | None) -> str:
    return f"{starts_at:%H.%M}-{ends_at:%H.%M}" if starts_at and ends_at else ""


def meeting_row(meeting: ParsedMeeting) -> tuple:
    """A meeting as it is written above."""
    first, last = meeting.starts_on.isoformat(), None if meeting.is_month_only else meeting.ends_on.isoformat()
    hours, hosts = times(meeting.starts_at, meeting.ends_at), ", ".join(meeting.hosts)
    return (meeting.body, first, last, hours, meeting.kind, meeting.title, hosts)


def commitments_by_heading(parsed: ParsedPlan, *, only_focus: bool = False) -> dict[str, int]:
    """How many commitments stand right under each heading."""
    found = {}
    for node in parsed.nodes():
        count = sum(child.kind == "commitment" and child.is_focus >= only_focus for child in node.children)
        if count:
            found[node.title] = count
    return found


def commitments(parsed: ParsedPlan) -> list[str]:
    return [node.text + "*" * node.is_focus for node in parsed.nodes_of("commitment")]


def begins(commitment: str, beginning: str) -> bool:
    """Whether a commitment begins so, and is in focus exactly when the beginning says so."""
    is_focus = beginning.endswith("*")
    return commitment.startswith(beginning.removesuffix("*")) and commitment.endswith("*") == is_focus
