"""Budgets' lines as plain values, for tests and for hypothesis."""

from hypothesis import strategies as st

from budget.comparing import Figure

LINES = st.builds(
    Figure,
    lineage=st.integers(1, 12),
    kind=st.sampled_from(["income", "cost"]),
    group=st.sampled_from(["", "Drift", "Projekt"]),
    label=st.sampled_from(["Avgifter", "Personal", "Lokaler"]),
    amount_sek=st.integers(0, 10**12),
)


def budgets(min_size: int = 0):
    """Lists of lines in which each ancestry stands once, as the database has it; by chance alike in all else."""
    return st.lists(LINES, unique_by=lambda figure: figure.lineage, min_size=min_size)


def cost(lineage: int, amount_sek: int, label: str = "Personal", group: str = "") -> Figure:
    return Figure(lineage, "cost", group, label, amount_sek)
