"""Numbers as a plan's text writes them: in figures, or in words up to twelve (pure)."""

from committee.swedish import NUMBER_WORDS
from sodertorn.importing.names import folded

NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS) if number} | {"en": 1}
COUNT = rf"({'|'.join(NUMBERS)}|\d{{1,2}})"
SEVERAL = rf"({'|'.join(word for word, number in NUMBERS.items() if number > 1)}|\d{{1,2}})"


def read_number(words: str) -> int:
    """Read a number that matches COUNT or SEVERAL.

    >>> read_number("Tolv"), read_number("en"), read_number("14")
    (12, 1, 14)
    """
    return NUMBERS.get(folded(words)) or int(words)
