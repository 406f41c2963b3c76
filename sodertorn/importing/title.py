"""A document's title block: year, titles, who decides and when (pure)."""

import datetime as dt
import re

from sodertorn.importing.dates import DATE_IN_TEXT, read_decision_date
from sodertorn.importing.lines import Block
from sodertorn.importing.times import DateProblem
from sodertorn.importing.values import DocumentError, Finding

YEAR = re.compile(r"\b((?:19|20|21)\d\d)\b")
BROKEN_WORD = re.compile(r"([a-zåäö])-\s+(?!(?:och|eller|samt|respektive)\b)([a-zåäö])")
DECIDED = re.compile(
    r"(?:beslut(?:ad|at|ades)?|fastställ(?:d|t|des)|antag(?:en|et|its|ogs)|godkän(?:d|t|des))\b"
    r"(?:\s+av\s+[^\d,;:§()]+)?(?:\s+den\b)?[\s:]*",
    re.IGNORECASE,
)
PUNCTUATION = " ,.;:()–-"


class TitleReader:
    """Reads the title block: the line with a full date decides, those with a year are titles, another says who."""

    def __init__(self) -> None:
        self.year, self.title, self.subtitle, self.issuer = 0, "", "", ""
        self.decided_on: dt.date | None = None
        self.has_unreadable_date = False
        self.findings: list[Finding] = []

    def read(self, blocks: list[Block]) -> None:
        """Read all lines; raises DocumentError when none has a year."""
        for line, raw in (pair for block in blocks for pair in block.lines_as_text()):
            text = BROKEN_WORD.sub(r"\1\2", raw.strip("* "))
            try:
                self.read_line(line, text, read_decision_date(text))
            except DateProblem as problem:
                self.has_unreadable_date = True
                self.findings.append(Finding(line, f"Beslutsdatumet kan inte läsas: {problem}"))
        if not self.year:
            raise DocumentError(
                "Dokumentet har ingen titel med årtal (som ”Verksamhetsplan 2017”) före första kapitlet."
            )
        if not self.decided_on and not self.has_unreadable_date:
            self.findings.append(Finding(0, "Dokumentet har inget beslutsdatum. Ange det när planen fastställs."))

    def read_line(self, line: int, text: str, decided_on: dt.date | None) -> None:
        year = YEAR.search(text)
        if decided_on and not self.decided_on:
            self.decided_on = decided_on
            self.tell_what_was_left(line, text)
        elif year and not decided_on and not self.title:
            self.year, self.title = int(year[1]), text
        elif year and not decided_on and not self.subtitle:
            self.subtitle = text
        elif not year and not self.issuer:
            self.issuer = text
        else:
            self.findings.append(Finding(line, f"”{text}” i titeln kom inte med."))

    def tell_what_was_left(self, line: int, text: str) -> None:
        """Name the words of the line with the date that say more than who decided, and when."""
        date = DATE_IN_TEXT.search(text)
        before, behind = text[: date.start()].strip(), text[date.end() :]
        verb = DECIDED.match(f"{before} ")
        is_understood = bool(verb) or before.casefold() in {"", "den"}
        before = before[verb.end() :].removesuffix("den") if verb else before
        left_over = " ".join(filter(None, (words.strip(PUNCTUATION) for words in (before, behind))))
        if left_over:
            how = " Ange paragrafen med --paragraph när planen fastställs." if "§" in left_over else ""
            words = f"Beslutsdatumet är läst; ”{left_over}” på samma rad kom inte med.{how}"
            self.findings.append(Finding(line, words, needs_person=not is_understood))
