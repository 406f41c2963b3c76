"""Who gets what at the start page, the plan, the municipalities and the secretariat's pages about them."""

from __future__ import annotations

from tests.matrix.answers import (
    DESK_ONLY,
    DESK_ONLY_MISSING,
    MISSING,
    ONLY_SECRETARIAT,
    OPEN,
    READ_ONLY,
    Table,
    all_get,
    only,
    to,
)

ROWS = to("admin:committee_plan_change")
HISTORY = to("committee:history-detail")

TABLE: Table = {
    "home": {"-": (OPEN, READ_ONLY)},
    "about": {"-": (OPEN, READ_ONLY)},
    "accessibility": {"-": (OPEN, READ_ONLY)},
    "data-protection": {"-": (OPEN, READ_ONLY)},
    "cookies": {"-": (OPEN, READ_ONLY)},
    "municipality-list": {"-": (OPEN, READ_ONLY)},
    "municipality-detail": {
        "municipality announced": (OPEN, READ_ONLY),
        "municipality draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    # A plan that isn't decided has no page, for the secretariat either: it is read in its preview.
    "committee:plan-list": {"-": (OPEN, READ_ONLY)},
    "committee:plan-detail": {
        "plan decided": (OPEN, READ_ONLY),
        "plan reopened": (OPEN, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-edition": {
        "edition current": (OPEN, READ_ONLY),
        "edition superseded": (OPEN, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-json": {
        "plan decided": (OPEN, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-edition-json": {
        "edition current": (OPEN, READ_ONLY),
        "edition superseded": (OPEN, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-pdf": {
        "plan decided": (OPEN, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-edition-paper": {
        "edition current": (OPEN, READ_ONLY),
        "edition current, in Word": (OPEN, READ_ONLY),
        "edition superseded": (OPEN, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-node": {
        "commitment decided": (OPEN, READ_ONLY),
        "chapter reopened": (OPEN, READ_ONLY),
        "commitment of a draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "committee:plan-comparison-choose": {
        "-": (OPEN, READ_ONLY),
        "editions chosen": (all_get(to("committee:plan-comparison")), READ_ONLY),
        "edition of a draft chosen": (all_get(400), READ_ONLY),
    },
    "committee:plan-comparison": {
        "plan decided": (OPEN, READ_ONLY),
        "plan decided, from a draft": (MISSING, READ_ONLY),
        "plan draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "plan-import": {"-": (DESK_ONLY, DESK_ONLY)},
    "plan-word": {
        "plan draft": (DESK_ONLY, only(405)),
        "plan reopened": (DESK_ONLY, only(405)),
        "plan decided": (DESK_ONLY, only(405)),
        "missing": (DESK_ONLY_MISSING, only(405)),
    },
    # Only a decided plan is opened, and only one that is open is closed; both lead back to its rows.
    "plan-correct": {
        "plan decided": (DESK_ONLY, only(ROWS)),
        "plan reopened": (DESK_ONLY, DESK_ONLY),
        "plan draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "plan-withdraw": {
        "plan reopened": (DESK_ONLY, only(ROWS)),
        "plan decided": (only(ROWS), only(ROWS)),
        "plan draft": (only(ROWS), only(ROWS)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    # What can't be begun is answered with the reason: here all but a decided plan that none follows.
    "plan-rollover": {
        "plan decided, the last": (DESK_ONLY, only(ROWS)),
        "plan decided": (DESK_ONLY, DESK_ONLY),
        "plan reopened": (DESK_ONLY, DESK_ONLY),
        "plan draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "plan-preview": {
        "plan reopened": (DESK_ONLY, DESK_ONLY),
        "plan decided": (only(to("committee:plan-edition")), only(to("committee:plan-edition"))),
        "plan draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    # What was done, and by whom, is the secretariat's to read.
    "committee:history-list": {"-": (DESK_ONLY, DESK_ONLY)},
    "committee:history-export": {"-": (DESK_ONLY, DESK_ONLY)},
    "committee:history-detail": {
        "body draft": (DESK_ONLY, only(HISTORY)),
        "cooperation": (DESK_ONLY, only(HISTORY)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "desk-search": {"-": (DESK_ONLY, DESK_ONLY)},
    # Who reads what is told to nobody but the secretariat.
    "insight-search": {"-": (DESK_ONLY, only(405))},
    "insight-detail": {
        "meeting announced": (DESK_ONLY, only(405)),
        "meeting draft": (DESK_ONLY, only(405)),
        "missing": (DESK_ONLY_MISSING, only(405)),
    },
}
