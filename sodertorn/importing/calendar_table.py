"""A calendar's tables: rows of cells as lines that begin with a date (pure)."""

from dataclasses import dataclass

from sodertorn.importing.lines import Block

COLUMNS = {
    "date": {"datum", "när", "dag", "mötesdag", "mötesdatum", "dag och tid", "datum och tid"},
    "weekday": {"veckodag"},
    "time": {"tid", "tider", "klockslag", "klockan", "kl", "kl."},
    "host": {"värd", "värdar", "värdkommun", "värdkommuner", "kommun", "plats", "ort", "var"},
    "body": {"organ", "grupp", "möte", "sammanträde"},
}
NO_WORDS = " -–—*."


@dataclass(frozen=True)
class Row:
    """A row as it stands, and as the line that says the same: weekday, date, time, hosts.

    `left_over` holds the cells of columns that a calendar has no place for; `is_frame` means a header or a rule.
    """

    line: int
    text: str
    words: str
    cells: int
    body: str = ""
    left_over: str = ""
    is_frame: bool = False


def read_columns(row: tuple[str, ...]) -> dict[int, str]:
    """Tell what each column holds by the words of a header; empty when the row is no header with a date in it.

    >>> read_columns(("Datum", "Tid", "Värd"))
    {0: 'date', 1: 'time', 2: 'host'}
    >>> read_columns(("7 juni", "Ålvik"))
    {}
    """
    names = [cell.strip(NO_WORDS).casefold() for cell in row]
    found = {at: role for at, name in enumerate(names) for role, words in COLUMNS.items() if name in words}
    if "datum" in names and "dag" in names:
        found[names.index("dag")] = "weekday"
    return found if "date" in found.values() else {}


def read_rows(block: Block) -> list[Row]:
    """Read a table's rows; those below a header that names the columns are read by it."""
    rows: list[Row] = []
    columns: dict[int, str] = {}
    has_words = any(any(row) for row in block.rows)
    for line, cells, below in zip(block.lines, block.rows, (*block.rows[1:], None), strict=True):
        text = " ".join(cells).strip()
        header = read_columns(cells)
        is_named_by_rule = bool(text) and below == () and not any(character.isdigit() for character in text)
        columns = header or ({} if is_named_by_rule else columns)
        if header or is_named_by_rule or (not cells and has_words):
            rows.append(Row(line, text, "", len(cells), is_frame=True))
        elif any(cells):
            rows.append(read_row(line, cells, columns))
    return rows


def read_row(line: int, cells: tuple[str, ...], columns: dict[int, str]) -> Row:
    """Put a row's cells in the order of a date line; without columns they are in it already."""
    said = {at: cell for at, cell in enumerate(cells) if cell.strip(NO_WORDS)}
    text = " ".join(cells).strip()
    if not columns:
        return Row(line, text, ", ".join(said.values()), len(said))
    by_role = {role: cell for at, cell in said.items() if (role := columns.get(at))}
    time = by_role.get("time", "")
    if time[:1].isdigit():
        time = f"kl. {time}"
    date = " ".join(filter(None, (by_role.get("weekday"), by_role.get("date"))))
    return Row(
        line,
        text,
        ", ".join(filter(None, (date, time, by_role.get("host", "")))),
        len(said),
        body=by_role.get("body", ""),
        left_over=", ".join(cell for at, cell in said.items() if at not in columns),
    )
