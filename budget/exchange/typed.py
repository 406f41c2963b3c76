"""Reads a budget typed as people type one: headings, and lines that end with an amount (pure)."""

from __future__ import annotations

import re

from budget.amounts import SPACES, AmountError, quoted, read_kronor
from budget.exchange.raw import RawTable, Row, Unfit, table_of
from committee.swedish import kronor

SIDES = {"intäkter": "Intäkt", "kostnader": "Kostnad"}
SUM = re.compile(r"(summa|totalt)\b", re.IGNORECASE)
AMOUNT = re.compile(
    rf"(?:^|(?<=[\s:;]))[-+\u2212]?(?:[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+|[0-9])[0-9.,'’]*(?:e[-+]?[0-9]+)?"
    rf"[{SPACES}]*(?:[a-zåäö]+\.?|:-|:–|,-)?$",
    re.IGNORECASE,
)
LONGEST_AMOUNT = 60
LEADERS = " \t:;.…"
MOST_DIGITS_IN_GROUPS = 9
BEFORE_HEADINGS = "Raden står före rubriken Intäkter eller Kostnader."
NO_AMOUNT = "Raden slutar inte med ett belopp. En rubrik slutar med kolon."
SEVERAL = "Beloppet är orimligt stort, eller flera belopp i rad."
TORN_APART = "Siffrorna sist på raden ska stå tre och tre, till exempel 945\xa0000."


def is_typed(text: str) -> bool:
    """Whether the text has a heading that a typed budget has.

    >>> is_typed("Intäkter\\nAvgifter 5"), is_typed("Avgifter 5")
    (True, False)
    """
    return any(heading_in(line).casefold() in SIDES for line in text.splitlines())


def heading_in(line: str) -> str:
    """What a heading says, without the signs that make it one."""
    return line.strip().lstrip("#").rstrip(":").strip()


def split_amount(line: str) -> tuple[str, str]:
    """Split a line into label and amount, as typed; without amount when no such ends it.

    >>> split_amount("Avgifter 2017 945 000 kr"), split_amount("Löner:\\t800"), split_amount("Löner")
    (('Avgifter 2017', '945 000 kr'), ('Löner', '800'), ('Löner', ''))
    >>> split_amount("Resor m.m. 5"), split_amount("Resor ..... 5")
    (('Resor m.m.', '5'), ('Resor', '5'))
    """
    tail_from = max(0, len(line) - LONGEST_AMOUNT)
    match = AMOUNT.search(line[tail_from:])
    if not match:
        return line.strip(), ""
    label = line[: tail_from + match.start()].lstrip(LEADERS)
    bare = label.rstrip(LEADERS)
    is_shortened = label[len(bare) :].rstrip(" \t:;") == "."
    return bare + "." * is_shortened, match[0].strip()


class TypedBudget:
    """Goes through a typed text line by line, and makes rows of a table of it."""

    def __init__(self, text: str) -> None:
        self.side, self.group = "", ""
        self.has_groups = self.has_refused = False
        self.side_sek = self.group_sek = 0
        self.rows: list[Row] = []
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                self.read(number, line.strip())

    def table(self) -> RawTable:
        """The lines as a table. The column Rubrik is there only if the text has such headings."""
        header = ["Sort", "Benämning", "Belopp"] + ["Rubrik"] * self.has_groups
        width = len(header)
        rows = [Row(row.number, row.cells[:width]) for row in self.rows]
        return table_of("", [Row(0, tuple(header)), *rows])

    def read(self, number: int, line: str) -> None:
        heading = heading_in(line)
        if heading.casefold() in SIDES:
            self.side, self.group, self.side_sek, self.group_sek = SIDES[heading.casefold()], "", 0, 0
        elif line.startswith("#") or line.endswith(":"):
            self.group, self.group_sek, self.has_groups = heading, 0, True
        elif not self.side:
            self.refuse(number, BEFORE_HEADINGS)
        else:
            self.read_line(number, *split_amount(line))

    def read_line(self, number: int, label: str, typed: str) -> None:
        if not typed:
            return self.refuse(number, NO_AMOUNT)
        digits = re.sub(r"[^0-9]", "", typed)
        if re.search(rf"[{SPACES}][0-9]", typed) and len(digits) > MOST_DIGITS_IN_GROUPS:
            return self.refuse(number, SEVERAL)
        if len(digits) > 1 and digits.startswith("0"):
            return self.refuse(number, TORN_APART)
        try:
            amount_sek = read_kronor(typed)
        except AmountError as error:
            return self.refuse(number, str(error))
        if SUM.match(label):
            return self.check_sum(number, label, amount_sek)
        self.side_sek += amount_sek
        self.group_sek += amount_sek
        self.rows.append(Row(number, (self.side, label, amount_sek, self.group)))
        return None

    def check_sum(self, number: int, label: str, amount_sek: int) -> None:
        """A typed sum is that of the side so far or of its latest heading; it is no line of its own."""
        if not self.has_refused and amount_sek not in (self.side_sek, self.group_sek):
            above = f"Posterna ovanför blir {kronor(self.side_sek)}"
            self.refuse(number, f"{above}, men ”{quoted(label)}” är skriven som {kronor(amount_sek)}.")

    def refuse(self, number: int, reason: str) -> None:
        self.has_refused = True
        self.rows.append(Row(number, (Unfit(reason), "", "", "")))
