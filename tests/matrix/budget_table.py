"""Who gets what of the budgets: adopted ones are public, drafts and unpublished figures are the secretariat's."""

from __future__ import annotations

from tests.matrix.answers import (
    DESK_ONLY,
    DESK_ONLY_MISSING,
    MISSING,
    ONLY_SECRETARIAT,
    OPEN,
    READ_ONLY,
    Table,
    only,
    to,
)

LINES, INVOICES = only(to("budget:budget-lines")), only(to("budget:invoice-basis"))

PUBLIC: Table = {
    "budget:budget-list": {"-": (OPEN, READ_ONLY)},
    "budget:budget-list-table": {"-": (OPEN, READ_ONLY)},
    "budget:budget-years": {"-": (OPEN, READ_ONLY)},
    "budget:budget-years-table": {"-": (OPEN, READ_ONLY)},
    "budget:budget-detail": {
        "budget adopted": (OPEN, READ_ONLY),
        "budget draft": (ONLY_SECRETARIAT, READ_ONLY),
        "budget revised": (OPEN, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:budget-detail-table": {
        "budget adopted": (OPEN, READ_ONLY),
        "budget draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:budget-version": {
        "budget adopted": (OPEN, READ_ONLY),
        "budget being revised": (ONLY_SECRETARIAT, READ_ONLY),
        "budget draft": (ONLY_SECRETARIAT, READ_ONLY),
        "budget superseded": (OPEN, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:budget-version-table": {
        "budget adopted": (OPEN, READ_ONLY),
        "budget being revised": (ONLY_SECRETARIAT, READ_ONLY),
        "budget draft": (ONLY_SECRETARIAT, READ_ONLY),
        "budget superseded": (OPEN, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:budget-compare": {
        "budget adopted": (OPEN, READ_ONLY),
        "budget draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:budget-compare-table": {
        "budget adopted": (OPEN, READ_ONLY),
        "budget draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    # Outcomes and forecasts are public from the day that they hold for; an adopted budget alone is no follow-up.
    "budget:budget-follow-up": {
        "budget followed up": (OPEN, READ_ONLY),
        "budget adopted": (ONLY_SECRETARIAT, READ_ONLY),
        "budget draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:budget-follow-up-table": {
        "budget followed up": (OPEN, READ_ONLY),
        "budget adopted": (ONLY_SECRETARIAT, READ_ONLY),
        "budget draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    # The fees of the adopted budget are divided, but the division isn't published.
    "budget:fee-shares": {
        "budget with published fees": (OPEN, READ_ONLY),
        "budget adopted": (ONLY_SECRETARIAT, READ_ONLY),
        "budget draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "budget:fee-shares-table": {
        "budget with published fees": (OPEN, READ_ONLY),
        "budget adopted": (ONLY_SECRETARIAT, READ_ONLY),
        "budget draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
}

SECRETARIAT: Table = {
    # What is posted here names a line, and what is to be done to it.
    "budget:budget-lines": {
        "budget draft": (DESK_ONLY, LINES),
        "budget adopted": (DESK_ONLY, LINES),
        "budget being revised": (DESK_ONLY, LINES),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:line-add": {
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "budget adopted": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:line-change": {
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "budget adopted": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:lines-import": {
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "budget adopted": (DESK_ONLY, DESK_ONLY),
        "budget superseded": (LINES, LINES),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:budget-adopt": {
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "budget being revised": (DESK_ONLY, DESK_ONLY),
        "budget adopted": (LINES, LINES),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    # What is posted is a reason. A budget that isn't the one in force is refused in the form.
    "budget:budget-revise": {
        "budget with published fees": (DESK_ONLY, LINES),
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:next-year": {
        "budget draft": (only(405), LINES),
        "budget adopted": (only(405), LINES),
        "missing": (only(405), DESK_ONLY_MISSING),
    },
    "budget:budget-results": {
        "budget adopted": (DESK_ONLY, only(to("budget:budget-results"))),
        "budget draft": (LINES, LINES),
        "budget superseded": (LINES, LINES),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:fee-scenarios": {
        "budget adopted": (DESK_ONLY, DESK_ONLY),
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:population-form": {"budget adopted": (DESK_ONLY, DESK_ONLY)},
    "budget:invoice-basis": {
        "budget adopted": (DESK_ONLY, DESK_ONLY),
        "budget being revised": (INVOICES, INVOICES),
        "budget draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "budget:invoice-basis-table": {
        "budget adopted": (DESK_ONLY, DESK_ONLY),
        "budget draft": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
}

TABLE: Table = PUBLIC | SECRETARIAT
