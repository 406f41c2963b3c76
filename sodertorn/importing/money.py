"""Budget lines: a label and an amount in whole kronor (pure)."""

import re

from sodertorn.importing.lines import Block, Form
from sodertorn.importing.values import Finding, ParsedBudgetLine, ParsedSum

KIND_HEADINGS = {
    "income": re.compile(r"(intäkter|inkomster)\b.*", re.IGNORECASE),
    "cost": re.compile(r"(kostnader|utgifter)\b.*", re.IGNORECASE),
}
SUM = re.compile(r"summa\b.*", re.IGNORECASE)
SPACE = r"[ \xa0\u202f\u2009]"
AMOUNT = re.compile(
    rf"(?<![\d,.])(?P<minus>[-−])?(?P<digits>\d{{1,3}}(?:{SPACE}\d{{3}}){{1,5}}|\d+)(?P<decimals>[,.]\d+)?"
    r"\s*(?P<unit>tkr|kkr|mkr|mnkr|kronor|kr|:-)?\.?$",
    re.IGNORECASE,
)
MOST_DIGITS = 12  # in mkr still within what the database holds
UNITS = {"": 1, "kr": 1, "kronor": 1, ":-": 1, "tkr": 1000, "kkr": 1000, "mkr": 10**6, "mnkr": 10**6}


class AmountProblem(ValueError):
    """The line ends with figures that are no amount in whole kronor; the message says why, in Swedish."""


def split_amount(line: str) -> tuple[str, int] | None:
    """Split a line into its label and its amount in kronor; None when no amount ends it.

    Raises AmountProblem for decimals and negative amounts.

    >>> split_amount("Personal 895 000"), split_amount("Avgifter 2017 945 tkr"), split_amount("Personal")
    (('Personal', 895000), ('Avgifter 2017', 945000), None)
    """
    match = AMOUNT.search(line)
    if not match:
        return None
    if match["minus"]:
        raise AmountProblem("Beloppet är negativt. En post är en intäkt eller en kostnad, aldrig mindre än noll.")
    if match["decimals"]:
        raise AmountProblem("Beloppet har decimaler. Budgeten är i hela kronor.")
    digits = re.sub(r"\D", "", match["digits"])
    if len(digits) > MOST_DIGITS:
        raise AmountProblem("Beloppet är orimligt stort.")
    amount = int(digits) * UNITS[(match["unit"] or "").casefold()]
    return line[: match.start()].strip(" \t:|.…"), amount


class BudgetReader:
    """Reads the blocks of a budget chapter; what isn't budget is left in `texts`."""

    def __init__(self) -> None:
        self.kind = ""
        self.budget_lines: list[ParsedBudgetLine] = []
        self.sums: list[ParsedSum] = []
        self.headings: list[Block] = []
        self.texts: list[Block] = []
        self.findings: list[Finding] = []

    def read(self, block: Block) -> None:
        label: list[str] = []
        label_lines: list[int] = []
        for number, text in block.lines_as_text():
            label.append(text)
            label_lines.append(number)
            if self.starts_kind(text) and len(label) == 1:
                self.headings.append(Block(Form.HEADING, (number,), (text,)))
            elif not self.take(" ".join(label), tuple(label_lines)):
                continue
            label, label_lines = [], []
        if label:
            self.texts.append(Block(block.form, tuple(label_lines), tuple(label)))

    def starts_kind(self, text: str) -> bool:
        if re.search(r"\d", text):
            return False
        for kind, pattern in KIND_HEADINGS.items():
            if pattern.fullmatch(text) and len(text.split()) <= 3:
                self.kind = kind
                return True
        return False

    def take(self, text: str, lines: tuple[int, ...]) -> bool:
        """Read a line or a sum from what has been gathered; False while there is no amount yet."""
        try:
            parts = split_amount(text)
        except AmountProblem as problem:
            self.findings.append(Finding(lines[-1], f"”{text}”: {problem} Raden kom inte med."))
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
            self.findings.append(
                Finding(lines[-1], f"Summan är {stated} kr i dokumentet, men posterna blir {total} kr tillsammans.")
            )


def looks_like_budget(blocks: list[Block]) -> bool:
    """Tell a budget chapter by its form: a heading for incomes or costs, and lines that end with amounts."""
    texts = [text for block in blocks for text in block.texts]
    has_heading = any(pattern.fullmatch(text) for text in texts for pattern in KIND_HEADINGS.values())
    return has_heading and any(AMOUNT.search(text) for text in texts)
