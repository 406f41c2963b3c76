"""A budget chapter: labels and amounts under a heading for incomes and one for costs (pure)."""

import re

from sodertorn.importing.lines import Block, Form
from sodertorn.importing.money import AMOUNT, LARGE_UNIT, UNITS, AmountProblem, split_amount, split_unit
from sodertorn.importing.values import Finding, ParsedBudgetLine, ParsedSum

KIND_HEADINGS = {
    "income": re.compile(r"(intäkter|inkomster)\b.*", re.IGNORECASE),
    "cost": re.compile(r"(kostnader|utgifter)\b.*", re.IGNORECASE),
}
SUM = re.compile(r"summa\b.*", re.IGNORECASE)


class BudgetReader:
    """Reads the blocks of a budget chapter; what isn't budget is left in `texts`."""

    def __init__(self) -> None:
        self.kind = ""
        self.factor = self.factor_of_table = 1
        self.budget_lines: list[ParsedBudgetLine] = []
        self.sums: list[ParsedSum] = []
        self.headings: list[Block] = []
        self.texts: list[Block] = []
        self.findings: list[Finding] = []

    def read(self, block: Block) -> None:
        if block.form == Form.TABLE:
            self.read_table(block)
            return
        label: list[str] = []
        label_lines: list[int] = []
        for number, text in block.lines_as_text():
            label.append(text)
            label_lines.append(number)
            if len(label) == 1 and self.starts_kind(number, text):
                self.headings.append(Block(Form.HEADING, (number,), (text,)))
            elif not self.take(" ".join(label), tuple(label_lines)):
                continue
            label, label_lines = [], []
        if label:
            self.leave(Block(block.form, tuple(label_lines), tuple(label)))

    def read_table(self, block: Block) -> None:
        """Each row is a line of its own; a header and the rule under it are the table's frame."""
        has_words = any(any(row) for row in block.rows)
        for place, (number, cells) in enumerate(zip(block.lines, block.rows, strict=True)):
            row = [cell.strip("* ") for cell in cells if cell.strip("* ")]
            words = " ".join(row)
            one = Block(Form.TEXT, (number,), (words,))
            if row and self.starts_kind(number, row[0], others=row[1:]):
                self.headings.append(one)
            elif not row:
                self.headings += [one] if has_words and not cells else []
            elif sum(bool(AMOUNT.fullmatch(cell)) for cell in row[1:]) > 1:
                self.find(number, f"”{words}” har flera belopp. Raden kom inte med.")
            elif not self.take(words, (number,)):
                is_frame = place == 0 or block.rows[place + 1 : place + 2] == ((),)
                if is_frame:
                    self.read_header(number, words)
                    self.factor_of_table = self.factor
                    self.headings.append(one)
                else:
                    self.leave(one)
        self.factor_of_table = 1

    def read_header(self, number: int, words: str) -> None:
        """A header may give the unit of the amounts below it."""
        if unit := LARGE_UNIT.search(words):
            self.use_unit(number, words, unit[1].casefold())

    def check_unit(self, line: int, text: str) -> None:
        """A unit in a title or in running text is used for nothing, and pointed out."""
        if LARGE_UNIT.search(text):
            self.find(line, f"”{text}”: enheten är inte använd. Kontrollera beloppen i kapitlet.")

    def leave(self, block: Block) -> None:
        """What is neither heading, line nor sum stays as text; amounts and units in it are pointed out."""
        self.texts.append(block)
        if AMOUNT.search(block.text) and not self.kind:
            self.find(block.first, f"”{block.text}” står varken under intäkter eller kostnader. Den är läst som text.")
        else:
            self.check_unit(block.first, block.text)

    def starts_kind(self, number: int, text: str, others: list[str] | None = None) -> bool:
        name, unit = split_unit(text)
        if re.search(r"\d", " ".join([text, *(others or [])])) or len(name.split()) > 3:
            return False
        for kind, pattern in KIND_HEADINGS.items():
            if pattern.fullmatch(name):
                self.kind, self.factor = kind, self.factor_of_table
                if unit:
                    self.use_unit(number, text, unit)
                else:
                    self.read_header(number, " ".join(others or []))
                return True
        return False

    def use_unit(self, number: int, text: str, unit: str) -> None:
        """Count the amounts that follow in the unit that a heading gives."""
        self.factor = UNITS.get(unit, 1)
        if unit not in UNITS:
            self.find(number, f"Enheten ”{unit}” i ”{text}” är okänd. Beloppen under den är lästa som kronor.")
        elif self.factor > 1:
            self.findings.append(Finding(number, f"Beloppen under ”{text}” är lästa i {unit}.", needs_person=False))

    def take(self, text: str, lines: tuple[int, ...]) -> bool:
        """Read a line or a sum from what has been gathered; False while there is no amount yet."""
        try:
            parts = split_amount(text, self.factor)
        except AmountProblem as problem:
            self.find(lines[-1], f"”{text}”: {problem} Raden kom inte med.")
            return True
        if parts is None or not parts[0] or not self.kind:
            return False
        label, amount = parts
        if SUM.fullmatch(label):
            self.check_sum(amount, lines)
        else:
            self.budget_lines.append(ParsedBudgetLine(self.kind, label, amount, lines))
        return True

    def check_sum(self, stated: int, lines: tuple[int, ...]) -> None:
        total = sum(line.amount_sek for line in self.budget_lines if line.kind == self.kind)
        self.sums.append(ParsedSum(self.kind, stated, total, lines))
        if total != stated:
            self.find(lines[-1], f"Summan är {stated} kr i dokumentet, men posterna blir {total} kr tillsammans.")

    def find(self, line: int, text: str) -> None:
        self.findings.append(Finding(line, text))


def looks_like_budget(blocks: list[Block]) -> bool:
    """Tell a budget chapter by its form: a heading for incomes or costs, and lines that end with amounts."""
    texts = [text.strip("* ") for block in blocks for _, text in block.lines_as_text()]
    has_heading = any(pattern.fullmatch(text) for text in texts for pattern in KIND_HEADINGS.values())
    return has_heading and any(AMOUNT.search(text) for text in texts)
