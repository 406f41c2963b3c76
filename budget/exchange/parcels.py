"""What a preview hands on to its confirmation: the lines, signed, so that no upload is kept."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from django.core import signing

from budget.exchange.lines import LineValues
from budget.exchange.proposing import EVERY_FIELD, Mode, Proposal
from budget.exchange.understanding import ReadLine
from budget.models import Budget, BudgetLine
from committee.canonical import checksum

SALT = "budget.exchange.parcels"


@dataclass(frozen=True)
class Parcel:
    """Lines that were previewed for a budget, and the fingerprint of the budget that they were previewed against."""

    budget: int
    mode: Mode
    fingerprint: str
    lines: tuple[LineValues, ...]

    @classmethod
    def of(cls, budget: Budget, lines: list[BudgetLine], proposal: Proposal) -> Parcel:
        """What a proposal would write: all lines of a draft that is replaced, otherwise those that change."""
        if proposal.mode == Mode.REPLACE:
            written = tuple(line.values for line in proposal.result)
        else:
            written = tuple(change.shown for change in proposal.changes)
        return cls(budget.pk, proposal.mode, fingerprint_of(budget, lines), written)

    @classmethod
    def opened(cls, token: str) -> Parcel | None:
        """The parcel that a token was made of; None when it isn't one of ours."""
        try:
            budget, mode, fingerprint, lines = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            return None
        return cls(budget, Mode(mode), fingerprint, tuple(LineValues(*line) for line in lines))

    def token(self) -> str:
        content = [self.budget, self.mode.value, self.fingerprint, [astuple(line) for line in self.lines]]
        return signing.dumps(content, salt=SALT, compress=True)

    def read_lines(self) -> list[ReadLine]:
        return [ReadLine(f"”{line.label}”", line, EVERY_FIELD) for line in self.lines]


def fingerprint_of(budget: Budget, lines: list[BudgetLine]) -> str:
    """Another one as soon as the budget is adopted, a line says something else, or lines change places."""
    adopted_on = budget.adopted_on and budget.adopted_on.isoformat()
    rows = [[line.pk, *astuple(LineValues.of(line))] for line in lines]
    return checksum({"adopted_on": adopted_on, "lines": rows})
