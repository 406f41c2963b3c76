"""Makes lines of the rows of tables, by the names of their columns (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from budget.exchange.cells import CellError, as_text, read_cell
from budget.exchange.lines import COLUMNS, FIELDS, LineValues, plain_name
from budget.exchange.raw import HEADER_WITHIN, MOST_ROWS, TOO_MANY_ROWS, RawCell, RawTable, Row, Unfit, UnreadableError
from budget.kinds import COST
from committee.swedish import enumerate_words

REQUIRED = ("kind", "label", "amount_sek")
NO_HEADER = (
    "Det finns ingen rubrikrad med Sort, Benämning och Belopp. "
    "En text utan rubrikrad behöver raderna Intäkter och Kostnader."
)


@dataclass(frozen=True)
class ReadLine:
    """A line that could be read, where it stands (Rad 7), and the fields that its table has columns for."""

    where: str
    values: LineValues
    fields: frozenset[str]


@dataclass(frozen=True)
class Understood:
    """What tables say: their lines, what in them was passed over, and what can't be read, line by line."""

    lines: tuple[ReadLine, ...]
    unread: tuple[str, ...]
    problems: tuple[str, ...]


def understand(tables: list[RawTable]) -> Understood:
    """Read every table that has the header. Raises UnreadableError when none has it, and for no rows or too many."""
    headers = [(table, header_of(table)) for table in tables]
    complete = [(table, header) for table, header in headers if is_complete(header)]
    if not complete:
        raise UnreadableError(why_no_header([header for _, header in headers]))
    if sum(len(rows_below(table, header)) for table, header in complete) > MOST_ROWS:
        raise UnreadableError(TOO_MANY_ROWS)
    found = [TableReader(table, header) for table, header in complete]
    passed_over = tuple(table.name for table, header in headers if not is_complete(header))
    lines = [line for reader in found for line in reader.lines]
    problems = [problem for reader in found for problem in reader.problems]
    if not lines and not problems:
        raise UnreadableError("Tabellen har inga poster.")
    unread = dict.fromkeys(f"kolumnen {name}" for reader in found for name in reader.unread)
    return Understood(tuple(lines), (*unread, *passed_over), (*problems, *repeated(lines)))


def is_complete(header: Row) -> bool:
    return {FIELDS.get(plain_name(as_text(cell))) for cell in header.cells} >= set(REQUIRED)


def rows_below(table: RawTable, header: Row) -> tuple[Row, ...]:
    return table.rows[table.rows.index(header) + 1 :]


def header_of(table: RawTable) -> Row:
    """The row among the first that names the most columns."""
    return max(table.rows[:HEADER_WITHIN], key=lambda row: len(fields_in(row)), default=Row(0, ()))


def fields_in(header: Row) -> list[str]:
    """The fields that the header names, each as often as it does."""
    names = (plain_name(as_text(cell)) for cell in header.cells)
    return [FIELDS[name] for name in names if name in FIELDS]


def why_no_header(headers: list[Row]) -> str:
    best = max(map(fields_in, headers), key=len, default=[])
    missing = [shown_name(field) for field in REQUIRED if field not in best]
    return f"Rubrikraden saknar {enumerate_words(missing)}." if len(best) > 1 else NO_HEADER


def shown_name(field: str) -> str:
    """A column's name without its unit."""
    return COLUMNS[field].name.removesuffix(" (kr)")


def repeated(lines: list[ReadLine]) -> list[str]:
    """Lines that continue the same earlier line."""
    first: dict[str, str] = {}
    problems = []
    for line in lines:
        there = first.setdefault(line.values.lineage or line.where, line.where)
        if there != line.where:
            problems.append(f"{line.where}: Samma Post-id som på {there[0].lower()}{there[1:]}.")
    return problems


class TableReader:
    """Reads the rows below a table's header."""

    def __init__(self, table: RawTable, header: Row) -> None:
        self.table = table
        names = [as_text(cell).strip() for cell in header.cells]
        self.places = {
            place: FIELDS[plain_name(name)] for place, name in enumerate(names) if plain_name(name) in FIELDS
        }
        self.named = {place for place, name in enumerate(names) if name}
        self.unread = [names[place] for place in sorted(self.named - self.places.keys())]
        fields = list(self.places.values())
        if twice := [shown_name(field) for field in dict.fromkeys(fields) if fields.count(field) > 1]:
            raise UnreadableError(f"Rubrikraden har {enumerate_words(twice)} mer än en gång.")
        self.fields = frozenset(fields)
        self.lines: list[ReadLine] = []
        self.problems: list[str] = []
        for row in rows_below(table, header):
            self.read(row)

    def read(self, row: Row) -> None:
        where, values = self.table.where(row), {}
        problems = self.outside(row)
        cells = {field: row.cells[place] if place < len(row.cells) else None for place, field in self.places.items()}
        if unfit := [cell.reason for cell in cells.values() if isinstance(cell, Unfit)]:
            self.problems += [f"{where}: {reason}" for reason in unfit]
            return
        for field, cell in cells.items():
            try:
                values[field] = read_cell(field, cell)
            except CellError as error:
                problems.append(f", {shown_name(field)}: {error}")
        if values.get("is_fee") and values.get("kind") == COST:
            problems.append(f", {shown_name('is_fee')}: Bara en intäkt kan vara en avgift från kommunerna.")
        self.problems += [f"{where}{problem}" for problem in problems]
        if not problems:
            self.lines.append(ReadLine(where, LineValues(**{"group": "", **values}), self.fields))

    def outside(self, row: Row) -> list[str]:
        """Cells that stand under no header, such as those of a text with a delimiter in it that isn't quoted."""
        strays = [place for place, cell in enumerate(row.cells) if place not in self.named and not is_blank(cell)]
        return [f": Cellen i kolumn {place + 1} står inte under någon rubrik." for place in strays]


def is_blank(cell: RawCell) -> bool:
    return as_text(cell).strip() == ""
