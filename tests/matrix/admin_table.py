"""Who gets what in the admin."""

from __future__ import annotations

from typing import NamedTuple

from tests.matrix.answers import (
    AWAY,
    DESK,
    DESK_ONLY,
    DESK_ONLY_MISSING,
    GONE,
    HIDDEN,
    HIDDEN_HISTORY,
    NOBODY,
    Answers,
    Table,
    all_get,
    desk,
    only,
    to,
)

ALL_STAFF = desk(200, administrator=200)
ALL_STAFF_READ = desk(405, administrator=405)
NOWHERE = desk(404, administrator=404)
ARRANGED = desk(to("admin:committee_plan_change"), staff=404, administrator=404)


class Row(NamedTuple):
    """The pages of a row in one state: open to those with the right to its model, unless it says otherwise."""

    change: Answers = DESK
    history: Answers = DESK
    delete: Answers = DESK
    saved: Answers | None = None
    """What a posted form gives, if it is something else than what `change` gives."""


DRAFT = Row(change=HIDDEN, history=HIDDEN_HISTORY, delete=HIDDEN)
KEPT = Row(delete=NOBODY)
HIDDEN_KEPT = Row(change=HIDDEN, history=HIDDEN_HISTORY, delete=desk(403, staff=AWAY))
LOCKED = Row(HIDDEN, HIDDEN_HISTORY, desk(403, staff=AWAY), saved=desk(403, staff=AWAY))
"""A row of a decided plan, which the secretariat reads and nobody changes."""
OWNED = HIDDEN_KEPT
"""A commitment of a decided plan: who sees to it can be changed, and nothing else."""
REOPENED = DRAFT
"""A decided plan whose rows are open for a correction: as a draft's, whatever its edition says to the public."""


def history_of(row: Row, *, is_tracked: bool) -> Answers:
    """The admin's own page of a row's history leads on to ours."""
    ours = to("committee:history-detail")
    return {role: ours if answer == 200 and is_tracked else answer for role, answer in row.history.items()}


def model(
    app: str,
    name: str,
    rows: dict[str, Row],
    listed: Answers = DESK,
    add: Answers = DESK,
    gone=GONE,
    is_tracked: bool = True,
) -> Table:
    """The seven addresses of a model: its list, its form for a new row, and five for each row."""
    admin, change = f"admin:{app}_{name}", to(f"admin:{app}_{name}_change")
    unsaved = {state: (row.change, row.change if row.saved is None else row.saved) for state, row in rows.items()}
    onward = desk(change, administrator=change)
    return {
        f"{admin}_changelist": {"-": (listed, listed)},
        f"{admin}_add": {"-": (add, add)},
        f"{admin}_history": {state: (history_of(row, is_tracked=is_tracked),) * 2 for state, row in rows.items()},
        f"{admin}_delete": {state: (row.delete, row.delete) for state, row in rows.items()},
        f"{admin}_change": unsaved | {"missing": (gone, gone)},
        f"admin/{app}/{name}/<path:object_id>/": {next(iter(rows)): (onward, onward)},
    }


COMMITTEE: Table = {
    # The one model besides accounts that administrators have a right to. It has one row, for ever.
    **model(
        "committee",
        "cooperation",
        {"cooperation": Row(ALL_STAFF, ALL_STAFF, NOBODY)},
        listed=ALL_STAFF,
        add=NOBODY,
        gone=desk(AWAY, administrator=AWAY),
    ),
    **model("committee", "municipality", {"municipality announced": Row(), "municipality draft": DRAFT}),
    **model("committee", "organisation", {"organisation": Row()}),
    **model("committee", "body", {"body announced": Row(), "body draft": DRAFT}),
    # People and assignments are by the right to the model, not by who reads.
    **model("committee", "person", {"person with an account": Row(), "person without an account": Row()}),
    **model("committee", "assignment", {"assignment": Row()}),
    **model("committee", "plan", {"plan draft": DRAFT, "plan decided": LOCKED, "plan reopened": REOPENED}),
    **model(
        "committee",
        "plannode",
        {
            "commitment of a draft": DRAFT,
            "commitment decided": OWNED,
            "chapter reopened": REOPENED,
            "paragraph decided": LOCKED,
        },
    ),
    **model(
        "committee",
        "planedition",
        {
            "edition current": Row(delete=NOBODY, saved=NOBODY),
            "edition superseded": Row(delete=NOBODY, saved=NOBODY),
        },
        add=NOBODY,
        is_tracked=False,
    ),
}
COMMITTEE["admin:committee_planedition_change"]["missing"] = (GONE, NOBODY)

LISTED = to("admin:calendar_app_followup_changelist")
FIXED = Row(HIDDEN, HIDDEN_HISTORY, desk(403, staff=AWAY), saved=desk(LISTED, staff=AWAY))
CALENDAR: Table = {
    **model("calendar_app", "standingitem", {"standing item": Row()}),
    **model("calendar_app", "meetingkind", {"kind of meeting": Row()}),
    **model("calendar_app", "hostturn", {"turn announced": Row(), "turn draft": DRAFT}),
    # What is published is cancelled, not deleted.
    **model(
        "calendar_app",
        "meeting",
        {
            "meeting announced": KEPT,
            "meeting called": KEPT,
            "meeting cancelled": KEPT,
            "meeting for members": HIDDEN_KEPT,
            "meeting draft": DRAFT,
        },
    ),
    # Follow-ups are written in the minutes; of what has been sent only the day it was done is posted.
    **model(
        "calendar_app",
        "followup",
        {
            "follow-up in minutes draft": DRAFT,
            "follow-up in minutes sent": FIXED,
            "follow-up in minutes adjusted, for members": FIXED,
            "follow-up in minutes adjusted": Row(delete=NOBODY, saved=desk(LISTED)),
        },
        add=NOBODY,
    ),
}

LINES, BUDGETS = to("budget:budget-lines"), to("admin:budget_budget_changelist")
ADOPTED = Row(desk(LINES), DESK, NOBODY, saved=desk(BUDGETS))
NOT_ADOPTED = Row(desk(LINES, staff=AWAY), HIDDEN_HISTORY, HIDDEN, saved=desk(BUDGETS, staff=AWAY))
BUDGET: Table = {
    **model(
        "budget",
        "budget",
        {
            "budget draft": NOT_ADOPTED,
            "budget being revised": NOT_ADOPTED,
            "budget adopted": ADOPTED,
            "budget superseded": ADOPTED,
        },
        add=DESK_ONLY,
    ),
    **model("budget", "population", {"population announced": Row(), "population of a draft": DRAFT}),
    **model("budget", "priceindex", {"price index": Row()}),
}

# Accounts are the administrators', and not the secretariat's; they are closed, not deleted. Posted is an empty form:
# of an account that may read or do more than its administrator nothing can be changed, so nothing is missing in it.
ACCOUNTS_PAGE = desk(403, staff=200, administrator=200)
LESSER = Row(ACCOUNTS_PAGE, ACCOUNTS_PAGE, NOBODY)
ACCOUNTS = to("admin:auth_user_changelist")
GREATER = Row(ACCOUNTS_PAGE, ACCOUNTS_PAGE, NOBODY, saved=desk(403, staff=ACCOUNTS, administrator=ACCOUNTS))
USERS: Table = model(
    "auth",
    "user",
    {
        "account of nobody": LESSER,
        "account that is invited": LESSER,
        "account of a member": GREATER,
        "account of the secretariat": GREATER,
        "account with every right": GREATER,
    },
    listed=ACCOUNTS_PAGE,
    add=ACCOUNTS_PAGE,
    gone=desk(403, staff=AWAY, administrator=AWAY),
)

HOME, PASSWORD, LOGOUT = to("home"), to("account_change_password"), to("desk")
LOGIN = all_get("login")
SITE: Table = {
    "desk": {"-": (ALL_STAFF, ALL_STAFF)},
    "admin:index": {"-": (ALL_STAFF, ALL_STAFF)},
    "admin/login/": {"-": (LOGIN, LOGIN)},
    "admin:login": {"-": (LOGIN, LOGIN)},
    # Who isn't staff leaves by their own page.
    "admin:logout": {
        "-": (
            all_get(LOGOUT, secretariat=405, staff=405, administrator=405),
            all_get(LOGOUT, secretariat=HOME, staff=HOME, administrator=HOME),
        )
    },
    "admin/password_change/": {"-": (all_get(PASSWORD), all_get(PASSWORD))},
    "admin:password_change": {"-": (all_get(PASSWORD), all_get(PASSWORD))},
    "admin:password_change_done": {"-": (ALL_STAFF, ALL_STAFF_READ)},
    "admin:jsi18n": {"-": (ALL_STAFF, ALL_STAFF_READ)},
    # What is offered are the rows that the reader sees, by the right to the model. Without a field it offers nothing.
    "admin:autocomplete": {
        "-": (NOBODY, ALL_STAFF_READ),
        "bodies for an assignment": (DESK, ALL_STAFF_READ),
        "bodies for a meeting": (DESK, ALL_STAFF_READ),
        "municipalities for the cooperation": (DESK, ALL_STAFF_READ),
        "people for an assignment": (DESK, ALL_STAFF_READ),
        "accounts for a person": (ACCOUNTS_PAGE, ALL_STAFF_READ),
    },
    "admin:app_list": {
        "app of the budget": (desk(200, administrator=404), desk(200, administrator=404)),
        "app of the committee": (ALL_STAFF, ALL_STAFF),
        "app of accounts": (desk(404, staff=200, administrator=200), desk(404, staff=200, administrator=200)),
    },
    "admin/(?P<url>.*)$": {"-": (NOWHERE, NOWHERE)},
    # Leads back to the tree, where a post has moved a part; one of another plan isn't there.
    "admin:committee_plan_arrange": {
        "plan draft": (ARRANGED, ARRANGED),
        "plan reopened": (ARRANGED, ARRANGED),
        "plan draft, a part of another": (ARRANGED, NOWHERE),
        "plan decided": (desk(403, staff=404, administrator=404), ARRANGED),
        "missing": (NOWHERE, NOWHERE),
    },
    "invite-person": {
        "person without an account": (DESK_ONLY, only(to("admin:committee_person_change"))),
        "person with an account": (DESK_ONLY, only(409)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
}


def seen(address: str, *, hidden: bool = False) -> tuple[Answers, Answers]:
    """Led to the row's own page, if one sees the row."""
    page = to(address)
    answers = desk(page, staff=404, administrator=404) if hidden else desk(page, administrator=page)
    return answers, answers


ON_SITE = {
    "meeting announced": seen("calendar:meeting-detail"),
    "meeting for members": seen("calendar:meeting-detail", hidden=True),
    "meeting draft": seen("calendar:meeting-detail", hidden=True),
    "document open": seen("calendar:document"),
    "document draft": seen("calendar:document", hidden=True),
    "budget adopted": seen("budget:budget-version"),
    "budget draft": seen("budget:budget-version", hidden=True),
    "plan decided": seen("committee:plan-detail", hidden=True),
    "plan reopened": seen("committee:plan-detail", hidden=True),
    "account of nobody": (NOWHERE, NOWHERE),
    "missing": (NOWHERE, NOWHERE),
}
VIEW_ON_SITE: Table = {"view-on-site": ON_SITE, "admin:view_on_site": ON_SITE}

TABLE: Table = COMMITTEE | CALENDAR | BUDGET | USERS | SITE | VIEW_ON_SITE
