"""Why municipalities and commitments stay: the money leads to them."""

from budget.models.line import BudgetLine
from budget.models.shares import FeeShare, Invoice
from committee.models.staying import END_MEMBERSHIP
from committee.staying import Kept, keep

keep(
    FeeShare,
    "municipality",
    Kept("Kommunen har en andel av en avgift.", "Kommunen har andelar av {} avgifter.", END_MEMBERSHIP),
)
keep(Invoice, "municipality", Kept("Kommunen har en faktura.", "Kommunen har {} fakturor.", END_MEMBERSHIP))
keep(
    BudgetLine,
    "commitment",
    Kept(
        "En budgetpost hör till åtagandet.",
        "{} budgetposter hör till åtagandet.",
        "Välj ett annat åtagande för budgetposten först.",
    ),
)
