"""Reads lines into a budget: what that would change, and the change itself, all of it or nothing."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from budget.exchange.lines import LineValues
from budget.exchange.parcels import Parcel, fingerprint_of
from budget.exchange.proposing import Existing, Mode, Proposal, propose_lines, propose_results
from budget.exchange.understanding import ReadLine
from budget.models import Budget, BudgetLine
from budget.operations import inherit, note_follow_up
from committee.models import PlanNode
from committee.reader import Reader
from committee.refusal import RefusedError

WRITTEN = ("kind", "position", "group", "label", "amount_sek", "note", "is_fee", "lineage", "commitment")
LAST_POSITION = 32_767
NOT_A_COMMITMENT = "Planerna har inget åtagande med det numret."
CHANGED = "Budgeten har ändrats sedan du förhandsgranskade. Inget är inläst. Läs in tabellen igen."


def existing_in(lines: list[BudgetLine]) -> list[Existing]:
    return [Existing(line.pk, LineValues.of(line)) for line in lines]


def propose(
    lines: list[BudgetLine], read: list[ReadLine], mode: Mode, reader: Reader, earlier: Iterable[BudgetLine] = ()
) -> Proposal:
    """What reading would make of a budget's lines; one query when the read lines have commitments.

    `earlier` are the lines of the year before's budget, which lines that are added continue.
    """
    if mode == Mode.RESULTS:
        return propose_results(existing_in(lines), read)
    continued = continued_by(read, lines if mode == Mode.APPEND else [], list(earlier))
    proposal = propose_lines(existing_in(lines), read, mode, continued, lambda: str(uuid.uuid4()))
    missing = missing_commitments(read, lines, reader)
    unknown = [f"{line.where}, Åtagande: {NOT_A_COMMITMENT}" for line in read if line.values.commitment in missing]
    return Proposal(mode, proposal.result, proposal.changes, proposal.is_reordered, (*proposal.problems, *unknown))


def continued_by(read: list[ReadLine], beside: list[BudgetLine], earlier: list[BudgetLine]) -> list[LineValues | None]:
    """The earlier line that each read line would continue: the one with its Post-id, and without such by its name.

    `beside` are the lines that it will stand among, whose names count too.
    """
    rows = [BudgetLine(kind=line.kind, label=line.label) for line in (*(line.values for line in read), *beside)]
    inherit(rows, earlier)
    known = {str(line.lineage): LineValues.of(line) for line in earlier}
    return [known.get(line.values.lineage or str(row.lineage)) for line, row in zip(read, rows, strict=False)]


def missing_commitments(read: list[ReadLine], lines: list[BudgetLine], reader: Reader) -> set[int]:
    """Ids that aren't linked already and are no commitment that the reader sees; one query, or none."""
    asked = {line.values.commitment for line in read} - {line.commitment_id for line in lines} - {None}
    nodes = PlanNode.objects.visible_to(reader).filter(kind=PlanNode.Kind.COMMITMENT, pk__in=asked)
    return asked - set(nodes.values_list("pk", flat=True)) if asked else set()


@transaction.atomic
def read_in(parcel: Parcel, reader: Reader) -> Proposal:
    """Write what was previewed. What is already so, as after a second click, is left alone.

    Raises RefusedError when the budget is no longer what it was at the preview.
    """
    budget = Budget.objects.select_for_update().filter(pk=parcel.budget).first()
    if budget is None:
        raise RefusedError(CHANGED)
    lines = list(budget.lines.all())
    if fingerprint_of(budget, lines) != parcel.fingerprint:
        if is_written(parcel, lines):
            return Proposal(parcel.mode, tuple(existing_in(lines)), (), False, ())
        raise RefusedError(CHANGED)
    proposal = propose(lines, parcel.read_lines(), parcel.mode, reader)
    if proposal.problems:
        raise RefusedError(f"Inget är inläst. {proposal.problems[0]}")
    if parcel.mode == Mode.RESULTS:
        figures = {
            line.pk: {"forecast_sek": line.values.forecast_sek, "outcome_sek": line.values.outcome_sek}
            for line in proposal.result
        }
        note_follow_up(budget, figures, on=budget.follow_up_on)
    else:
        write_lines(budget, lines, proposal)
    return proposal


def is_written(parcel: Parcel, lines: list[BudgetLine]) -> bool:
    """Whether the budget already says what the parcel would make it say."""
    now = [line.values for line in existing_in(lines)]
    if parcel.mode == Mode.REPLACE:
        return sorted(parcel.lines, key=lambda line: line.kind) == sorted(now, key=lambda line: line.kind)
    return set(parcel.lines) <= set(now)


def write_lines(budget: Budget, lines: list[BudgetLine], proposal: Proposal) -> None:
    """Make a draft's lines those of the proposal, in its order; rows that are kept keep their key and lineage.

    They are written above every place that is taken and then moved down, since no place may be taken twice.
    """
    rows = {line.pk: line for line in lines}
    above = max([len(proposal.result), *(line.position for line in lines)])
    if above + len(proposal.result) > LAST_POSITION:
        raise RefusedError("Posternas ordningstal är för höga. Ge dem lägre tal och försök igen.")
    places: Counter[str] = Counter()
    new, changed, moved = [], [], []
    for line in proposal.result:
        row = rows.get(line.pk) or BudgetLine(budget=budget)
        places[line.values.kind] += 1
        row.position = above + places[line.values.kind]
        is_as_before = line.pk is not None and LineValues.of(row) == line.values
        fill(row, line.values)
        (moved if is_as_before else changed if line.pk else new).append(row)
    budget.lines.exclude(pk__in=[row.pk for row in (*changed, *moved)]).delete()
    BudgetLine.objects.bulk_update(changed, WRITTEN, batch_size=500)
    BudgetLine.objects.bulk_update(moved, ["position"], batch_size=1000)
    BudgetLine.objects.bulk_create(new)
    budget.lines.update(position=F("position") - above)


def fill(row: BudgetLine, values: LineValues) -> None:
    for name in ("kind", "group", "label", "amount_sek", "note", "is_fee"):
        setattr(row, name, getattr(values, name))
    row.lineage, row.commitment_id = uuid.UUID(values.lineage), values.commitment
