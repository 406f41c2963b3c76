"""The two sides of a budget, as rows and files name them and as readers do (pure)."""

INCOME, COST = "income", "cost"
TITLES = {INCOME: "Intäkter", COST: "Kostnader"}
