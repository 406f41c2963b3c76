"""A year's invoice bases: those that are locked, and those that are still to be, as they would be now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch

from budget.apportionment import halves
from budget.models import Budget, FeeDivision, FeeShare, Invoice, InvoiceBasis
from budget.shares.instalments import Due, due_now
from budget.shares.members import days_of_members
from budget.shares.operations import SECRETARIAT
from committee.models import Municipality
from committee.reader import Reader
from committee.refusal import RefusedError
from committee.swedish import alphabetical, enumerate_words

Instalment = InvoiceBasis.Instalment


@dataclass(frozen=True)
class Part:
    """One instalment of a year's fee: what each municipality is due, in alphabetical order, and the basis if locked."""

    instalment: Instalment
    division: FeeDivision
    dues: dict[Municipality, Due]
    basis: InvoiceBasis | None = None

    @property
    def total(self) -> Due:
        values = self.dues.values()
        return Due(
            sum(due.share_sek for due in values),
            sum(due.before_sek for due in values),
            sum(due.amount_sek for due in values),
        )


@dataclass(frozen=True)
class InvoiceYear:
    """The adopted budget in force, its division, the year's locked bases and the days of its members."""

    budget: Budget
    division: FeeDivision | None
    bases: dict[int, InvoiceBasis]
    days: dict[Municipality, tuple[int, int]]

    @classmethod
    def of(cls, budget: Budget, reader: Reader) -> InvoiceYear:
        """Seven queries, whatever has been locked; fewer when nothing has."""
        division = FeeDivision.objects.visible_to(reader).with_shares().filter(budget=budget).first()
        bases = (
            InvoiceBasis.objects.visible_to(reader)
            .filter(year=budget.year)
            .select_related("division__budget")
            .prefetch_related(
                Prefetch("invoices", Invoice.objects.select_related("municipality")),
                Prefetch("division__shares", FeeShare.objects.select_related("municipality")),
            )
        )
        by_instalment = {basis.instalment: basis for basis in bases}
        return cls(budget, division, by_instalment, days_of_members(budget.year, reader))

    @property
    def changed_members(self) -> list[Municipality]:
        """Those whose days of membership are others than the division reckons with."""
        shares = self.division.shares.all() if self.division else []
        reckoned = {share.municipality: share.half_days for share in shares}
        changed = [each for each in {**reckoned, **self.days} if reckoned.get(each) != self.days.get(each)]
        return sorted(changed, key=lambda each: alphabetical(each.name))

    @property
    def problem(self) -> str:
        """Why nothing more can be locked; empty when it can."""
        if self.division is None:
            return f"Välj först hur avgiften ska fördelas: fördelningen av {self.budget} är inte vald."
        if Instalment.FIRST not in self.bases and (changed := self.changed_members):
            names = enumerate_words(municipality.name for municipality in changed)
            return f"Medlemskapet har ändrats för {names} sedan avgiften fördelades. Välj fördelning på nytt."
        return ""

    def parts(self) -> list[Part]:
        """The instalments in order; those that aren't locked reckon with the ones before them as they would be now."""
        found, invoiced = [], Counter()
        for instalment in Instalment:
            basis = self.bases.get(instalment)
            part = locked_part(basis, invoiced) if basis else self.planned_part(instalment, invoiced)
            if part is None:
                continue
            found.append(part)
            invoiced.update({municipality: due.amount_sek for municipality, due in part.dues.items()})
        return found

    def planned_part(self, instalment: Instalment, invoiced: Counter) -> Part | None:
        """None where nothing can be reckoned yet, and for a settlement of nothing."""
        if self.problem:
            return None
        shares = {share.municipality: share.amount_sek for share in self.division.shares.all()}
        dues = due_now(instalment, shares, self.first_halves(), invoiced)
        if instalment >= Instalment.SETTLEMENT and not any(due.amount_sek for due in dues.values()):
            return None
        return Part(instalment, self.division, in_order(dues))

    def first_halves(self) -> dict[Municipality, int]:
        return {
            share.municipality: halves(share.amount_sek, share.half_days, self.budget.year)[0]
            for share in self.division.shares.all()
        }

    @property
    def next_part(self) -> Part | None:
        """The instalment that can be locked now."""
        return next((part for part in self.parts() if part.basis is None), None)

    @property
    def last_basis(self) -> InvoiceBasis | None:
        """The one that can be taken back."""
        return self.bases[max(self.bases)] if self.bases else None


def locked_part(basis: InvoiceBasis, invoiced: Counter) -> Part:
    shares = {share.municipality: share.amount_sek for share in basis.division.shares.all()}
    dues = {
        invoice.municipality: Due(
            shares.get(invoice.municipality, 0), invoiced[invoice.municipality], invoice.amount_sek
        )
        for invoice in basis.invoices.all()
    }
    return Part(Instalment(basis.instalment), basis.division, in_order(dues), basis)


def in_order(dues: dict[Municipality, Due]) -> dict[Municipality, Due]:
    return dict(sorted(dues.items(), key=lambda item: alphabetical(item[0].name)))


def hold_year(year: int) -> None:
    """Let one at a time adopt, lock and take back in a year."""
    list(Budget.objects.select_for_update().in_year(year))


@transaction.atomic
def lock_basis(budget: Budget, instalment: int, *, seen: int, at: dt.datetime) -> InvoiceBasis:
    """Keep the year's next instalment as it stands; `seen` is the key of the division that was shown.

    Raises RefusedError when it is locked already, can't be, or has come to follow another division.
    """
    hold_year(budget.year)
    current = Budget.objects.adopted().current().get(year=budget.year)
    year = InvoiceYear.of(current, SECRETARIAT)
    if instalment in year.bases:
        raise RefusedError("Underlaget är redan låst.")
    if year.problem:
        raise RefusedError(year.problem)
    part = year.next_part
    if part is None or part.instalment != instalment:
        raise RefusedError("Underlagen låses i tur och ordning. Kontrollera vilket som står på tur.")
    if part.division.pk != seen:
        raise RefusedError("Fördelningen är en annan sedan du öppnade sidan. Kontrollera underlaget och lås det sedan.")
    basis = InvoiceBasis.objects.create(
        year=current.year,
        instalment=instalment,
        division=part.division,
        locked_at=at,
        total_sek=part.total.amount_sek,
        invoice_count=len(part.dues),
    )
    Invoice.objects.bulk_create(
        Invoice(basis=basis, municipality=municipality, amount_sek=due.amount_sek)
        for municipality, due in part.dues.items()
    )
    return basis


@transaction.atomic
def take_back_basis(budget: Budget, key: int) -> InvoiceBasis:
    """Remove the year's last locked basis, which has that key. Raises RefusedError for another one."""
    hold_year(budget.year)
    last = InvoiceBasis.objects.filter(year=budget.year).order_by("instalment").last()
    if last is None or last.pk != key:
        raise RefusedError("Bara det senast låsta underlaget kan tas tillbaka. Kontrollera vilket det är.")
    last.delete()
    return last
