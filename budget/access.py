"""Who may open the pages where budgets are worked on."""

from committee.access import only_secretariat

desk_page = only_secretariat("budget.change_budget")
"""A page of the secretariat's own: it makes drafts, and reckons with members and divisions that aren't public."""
