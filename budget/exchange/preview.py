"""What is told before and after lines are read in (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from budget.exchange.proposing import RESULTS, Change, Mode, Proposal
from budget.exchange.reading import Reading
from committee.swedish import enumerate_words, kronor, thousands

LONGEST_TOKEN = 2_000_000  # Django takes no form larger than 2.5 MB
MOST_PROBLEMS = 50
MOST_CHANGES = 200
NO_FEE = "Ingen post är längre avgift från kommunerna. Skriv ja i kolumnen Avgift, eller ändra posten efteråt."
TOO_MUCH = "Tabellen är för stor för att läsas in på en gång. Korta anteckningarna, eller läs in den i delar."


@dataclass(frozen=True)
class Preview:
    """What a reading would change, or why it can't be read in; `token` is what the confirmation brings back.

    `year_before` is the year whose lines are continued, when it has a budget.
    """

    reading: Reading
    proposal: Proposal
    token: str
    year_before: int | None

    @property
    def all_problems(self) -> tuple[str, ...]:
        found = (*self.reading.content.problems, *self.proposal.problems)
        return found or ((TOO_MUCH,) if len(self.token) > LONGEST_TOKEN else ())

    @property
    def problems(self) -> tuple[str, ...]:
        return self.all_problems[:MOST_PROBLEMS]

    @property
    def more_problems(self) -> int:
        return len(self.all_problems) - len(self.problems)

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.proposal.changes[:MOST_CHANGES]

    @property
    def more_changes(self) -> int:
        return len(self.proposal.changes) - len(self.changes)

    @property
    def words(self) -> str:
        """What would happen, counted: 2 poster läggs till och 1 tas bort. 7 är oförändrade."""
        verbs = [change.verb.lower() for change in self.proposal.changes]
        counted = [(verbs.count(verb), verb) for verb in ("läggs till", "ändras", "tas bort")]
        parts = [f"{count_words(count)} {verb}" for count, verb in counted if count]
        if self.proposal.is_reordered:
            parts.append("posterna byter ordning")
        said = f"{enumerate_words(parts)}." if parts else "Inget ändras."
        unchanged = self.proposal.unchanged
        said = said[0].upper() + said[1:]
        return f"{said} {count_words(unchanged)} är som förut." if unchanged else said

    @property
    def continued(self) -> str:
        """How many of the added lines continue one of the year before; empty when none is added or that has none."""
        added = [change for change in self.proposal.changes if not change.old]
        if not added or not self.year_before:
            return ""
        count = sum(change.earlier is not None for change in added)
        if len(added) == 1:
            does = "fortsätter en post från" if count else "är ny jämfört med"
            return f"Posten som läggs till {does} {self.year_before}."
        found = f"{thousands(count) if count else 'Ingen'} av de {count_words(len(added))}"
        return f"{found} som läggs till fortsätter {'poster' if count > 1 else 'en post'} från {self.year_before}."

    @property
    def balance(self) -> str:
        """How the two sides would compare."""
        income, cost = self.proposal.sides
        if income == cost:
            return f"Intäkter och kostnader blir lika stora: {kronor(income)}."
        apart = kronor(abs(income - cost))
        return f"Intäkterna blir {kronor(income)} och kostnaderna {kronor(cost)}: det skiljer {apart}."

    @property
    def is_balanced(self) -> bool:
        income, cost = self.proposal.sides
        return income == cost

    @property
    def remarks(self) -> list[str]:
        """What in the table isn't read in, and what goes missing."""
        unread = self.reading.content.unread
        said = [f"Detta läses inte in: {enumerate_words(unread)}."] if unread else []
        if self.proposal.mode == Mode.RESULTS:
            return [*said, "Budgeten är fastställd. Bara prognos och utfall läses in."]
        values = [line.values for line in self.reading.content.lines]
        if any(getattr(line, field) is not None for line in values for field in RESULTS):
            said.append("Prognos och utfall läses inte in i ett utkast.")
        return [*said, NO_FEE] if self.loses_its_fee else said

    @property
    def loses_its_fee(self) -> bool:
        had = any(change.old and change.old.is_fee for change in self.proposal.changes)
        return had and not any(line.values.is_fee for line in self.proposal.result)


def count_words(count: int) -> str:
    """So many lines.

    >>> count_words(1), count_words(5000)
    ('1 post', '5\\xa0000 poster')
    """
    return f"{thousands(count)} post{'' if count == 1 else 'er'}"


def words_after(proposal: Proposal) -> str:
    """What was done; a proposal that changes nothing was done before."""
    if proposal.is_nothing:
        return "Tabellen är redan inläst."
    if proposal.mode == Mode.RESULTS:
        count = count_words(len(proposal.changes))
        return f"Prognos och utfall är inlästa för {count}. De visas för alla när du anger dagen som de gäller."
    return f"Tabellen är inläst. Budgeten har nu {count_words(len(proposal.result))}."
