"""Triggers that ask more than one table: what is adopted balances and stays, shares add up to the fee."""

from functools import reduce
from operator import or_

import pgtrigger


def stays_once(name: str, is_set: pgtrigger.Q, *fields: str) -> pgtrigger.Protect:
    """Let these fields of a row be as they are once the row is so."""
    changes = [pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields]
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=is_set & reduce(or_, changes))


# A budget's versions are one chain: the next is made when all before it are adopted.
FOLLOWS_THE_VERSION_BEFORE = pgtrigger.Trigger(
    name="follows_the_version_before",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("year", "number"),
    declare=[("latest", "integer")],
    func="""
        IF TG_OP = 'UPDATE' THEN
            IF (OLD.year, OLD.number) = (NEW.year, NEW.number) THEN RETURN NEW; END IF;
        END IF;
        SELECT COALESCE(MAX(number), 0) INTO latest FROM budget_budget WHERE year = NEW.year AND id <> NEW.id;
        -- Version 1 of a year that has one is for the unique constraint to refuse, in words.
        IF NEW.number > 1 AND NEW.number <> latest + 1 THEN
            RAISE EXCEPTION 'follows_the_version_before: % has no version %', NEW.year, NEW.number - 1;
        END IF;
        RETURN NEW;
    """,
)


def balances(budget_ids: str, operation: pgtrigger.Operation, condition: pgtrigger.Condition | None = None):
    """Asked when a transaction ends, so that lines and adoption may come in any order within it."""
    return pgtrigger.Trigger(
        name="balances",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        condition=condition,
        declare=[("unbalanced", "integer")],
        func=f"""
            SELECT budget.year INTO unbalanced FROM budget_budget AS budget
            LEFT JOIN budget_budgetline AS line ON line.budget_id = budget.id
            WHERE budget.id IN ({budget_ids}) AND budget.adopted_on IS NOT NULL
            GROUP BY budget.id
            HAVING COUNT(line.id) = 0
                OR SUM(CASE line.kind WHEN 'income' THEN line.amount_sek ELSE -line.amount_sek END) <> 0;
            IF unbalanced IS NOT NULL THEN
                RAISE EXCEPTION 'balances: the adopted budget for % does not balance', unbalanced;
            END IF;
            RETURN NULL;
        """,  # noqa: S608 (our own words)
    )


BUDGET_BALANCES = balances(
    "NEW.id", pgtrigger.Insert | pgtrigger.UpdateOf("adopted_on"), pgtrigger.Q(new__adopted_on__isnull=False)
)
LINES_BALANCE = balances("NEW.budget_id, OLD.budget_id", pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete)

# The budget is held while a line is written, so that a writing and an adoption at the same time wait for each other.
# Forecast, outcome and the link to the plan come during the year and aren't a part of what was adopted.
LINE_STAYS_WHEN_ADOPTED = pgtrigger.Trigger(
    name="stays_when_adopted",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP = 'UPDATE' THEN
            IF (OLD.id, OLD.budget_id, OLD.kind, OLD.position, OLD."group", OLD.label, OLD.amount_sek, OLD.note,
                OLD.is_fee, OLD.lineage) IS NOT DISTINCT FROM
                (NEW.id, NEW.budget_id, NEW.kind, NEW.position, NEW."group", NEW.label, NEW.amount_sek, NEW.note,
                NEW.is_fee, NEW.lineage)
            THEN RETURN NEW; END IF;
        END IF;
        PERFORM 1 FROM budget_budget WHERE id IN (NEW.budget_id, OLD.budget_id) FOR NO KEY UPDATE;
        -- Foreign keys are asked when the transaction ends: a budget that isn't there yet could be adopted by then.
        IF NOT FOUND OR EXISTS (
            SELECT 1 FROM budget_budget WHERE id IN (NEW.budget_id, OLD.budget_id) AND adopted_on IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'stays_when_adopted: the budget is adopted; its lines change by a revision';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


def shares_add_up(division_ids: str):
    """Asked when a transaction ends: the shares are the fee of an adopted budget, to the krona."""
    return pgtrigger.Trigger(
        name="shares_add_up",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=f"""
            IF EXISTS (
                SELECT 1 FROM budget_feedivision AS division
                JOIN budget_budget AS budget ON budget.id = division.budget_id
                WHERE division.id IN ({division_ids}) AND (
                    budget.adopted_on IS NULL
                    OR division.fee_sek <> (
                        SELECT COALESCE(SUM(amount_sek), 0) FROM budget_budgetline
                        WHERE budget_id = budget.id AND is_fee
                    )
                    OR division.fee_sek <> (
                        SELECT COALESCE(SUM(amount_sek), 0) FROM budget_feeshare WHERE division_id = division.id
                    )
                )
            ) THEN
                RAISE EXCEPTION 'shares_add_up: the shares are not the fee of an adopted budget';
            END IF;
            RETURN NULL;
        """,  # noqa: S608 (our own words)
    )


DIVISION_ADDS_UP = shares_add_up("NEW.id")
SHARES_ADD_UP = shares_add_up("NEW.division_id, OLD.division_id")

# What is public, or what a locked basis was reckoned from.
SHARE_STAYS_WHEN_PUBLISHED = pgtrigger.Trigger(
    name="stays_when_published",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        PERFORM 1 FROM budget_feedivision WHERE id IN (NEW.division_id, OLD.division_id) FOR SHARE;
        IF NOT FOUND OR EXISTS (
            SELECT 1 FROM budget_feedivision
            WHERE id IN (NEW.division_id, OLD.division_id) AND published_at IS NOT NULL
        ) OR EXISTS (
            SELECT 1 FROM budget_invoicebasis WHERE division_id IN (NEW.division_id, OLD.division_id)
        ) THEN
            RAISE EXCEPTION 'stays_when_published: the shares are published or invoiced';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


# A basis is handed over whole: its invoices are what they were together, and none comes or goes alone.
def invoices_add_up(basis_ids: str, operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="invoices_add_up",
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=f"""
            IF EXISTS (
                SELECT 1 FROM budget_invoicebasis AS basis WHERE basis.id IN ({basis_ids})
                AND (basis.total_sek, basis.invoice_count) <> (
                    SELECT COALESCE(SUM(amount_sek), 0), COUNT(*) FROM budget_invoice WHERE basis_id = basis.id
                )
            ) THEN
                RAISE EXCEPTION 'invoices_add_up: the invoices are not those that were locked';
            END IF;
            RETURN NULL;
        """,  # noqa: S608 (our own words)
    )


BASIS_ADDS_UP = invoices_add_up("NEW.id", pgtrigger.Insert)
INVOICES_ADD_UP = invoices_add_up("NEW.basis_id, OLD.basis_id", pgtrigger.Insert | pgtrigger.Delete)

# What a later basis was reckoned from stays.
BASIS_STAYS_UNDER_A_LATER = pgtrigger.Trigger(
    name="stays_under_a_later",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM budget_invoicebasis WHERE year = OLD.year AND instalment > OLD.instalment) THEN
            RAISE EXCEPTION 'stays_under_a_later: a later basis of % is locked', OLD.year;
        END IF;
        RETURN OLD;
    """,
)
