"""A small table as text: a line per row, cells between vertical bars, the way it is typed and stored (pure)."""

import re


def join_rows(rows: list[list[str]]) -> str:
    r"""Write rows as text.

    >>> join_rows([["Område", "Syfte"], ["Region", "a|b"]])
    'Område | Syfte\nRegion | a\\|b'
    """
    return "\n".join(" | ".join(cell.replace("|", r"\|") for cell in row) for row in rows)


def split_rows(text: str) -> list[list[str]]:
    r"""Read them back.

    >>> split_rows('Område | Syfte\nRegion | a\\|b')
    [['Område', 'Syfte'], ['Region', 'a|b']]
    """
    return [
        [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)]
        for line in text.splitlines()
        if line.strip()
    ]
