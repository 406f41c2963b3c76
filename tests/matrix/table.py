"""The whole table: every pattern of the portal, by its name or its route, and what is sent to it."""

from __future__ import annotations

from tests.matrix import accounts_table, admin_table, budget_table, calendar_table, plan_table
from tests.matrix.answers import Table

PARTS: dict[str, Table] = {
    "plan": plan_table.TABLE,
    "calendar": calendar_table.TABLE,
    "budget": budget_table.TABLE,
    "accounts": accounts_table.TABLE,
    "admin": admin_table.TABLE,
}
TABLE: Table = {pattern: states for part in PARTS.values() for pattern, states in part.items()}

SENT = {
    "admin:committee_plan_arrange": {"upp": "{node}"},
    "plan-rollover": {"del-{node}-do": "keep"},
    "plan-correct": {"because": "Ett ord var fel."},
    "calendar:meeting-agenda": {"do": "start"},
    "budget:budget-lines": {"do": "up", "line": 99_999_999},
    "budget:budget-revise": {"reason": "Mer snö än väntat."},
}
"""What is posted where an empty form says nothing about who is let in; otherwise nothing is posted.

In braces stands what the object's address says, by its name.
"""

SHADOWED = {"admin:index", "admin:login", "admin:password_change", "admin:view_on_site"}
"""Django's own, at addresses where a page of ours answers before them."""
