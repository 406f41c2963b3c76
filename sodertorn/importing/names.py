"""Recognises one name in several forms: Ledningsgrupp, Ledningsgruppen, ledningsgruppens (pure)."""

import re
from collections.abc import Iterable

WORD = re.compile(r"[a-zåäöéü]+", re.IGNORECASE)
ENDINGS = {
    *("", "s", "n", "en", "et", "t", "a", "ns", "ens", "ets", "ts"),
    *("ar", "er", "or", "na", "arna", "erna", "orna", "nas", "arnas", "ernas", "ornas"),
}
SHORTEST_COMMON_PART = 4


def folded(word: str) -> str:
    """Fold case as far as re.IGNORECASE does, which takes a dotless i for an i.

    >>> folded("TIO"), folded("tıo")
    ('tio', 'tio')
    """
    return word.upper().casefold()


def same_word(one: str, other: str) -> bool:
    """Tell whether two words differ only by a Swedish ending.

    >>> same_word("samarbetskommitténs", "Samarbetskommitté"), same_word("konferensen", "konferens")
    (True, True)
    >>> same_word("planeringskonferens", "konferens"), same_word("kommun", "kommitté")
    (False, False)
    """
    one, other = one.casefold(), other.casefold()
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    # The common part may have eaten into the ending of both words, so every shorter stem is tried too.
    return one == other or any(
        one[stem:] in ENDINGS and other[stem:] in ENDINGS for stem in range(SHORTEST_COMMON_PART, common + 1)
    )


def words_of(name: str) -> list[str]:
    """The words of a name that can tell it from others."""
    return [word for word in WORD.findall(name) if len(word) >= SHORTEST_COMMON_PART]


class Names:
    """A list of names, each with other forms it goes by, in which a mention can be looked up."""

    def __init__(self) -> None:
        self.forms: dict[str, list[str]] = {}

    def add(self, name: str, *, other_forms: Iterable[str] = ()) -> None:
        self.forms[name] = list(dict.fromkeys([*self.forms.get(name, [name]), *other_forms]))

    def find(self, mention: str) -> str | None:
        """Find the name that a mention means: one that shares a word with it which no other name has.

        >>> names = Names()
        >>> for name in ("Söderviks råd", "Söderviks nyckeltal"): names.add(name)
        >>> names.find("Rådet"), names.find("Nyckeltal Södervik"), names.find("Södervik")
        (None, 'Söderviks nyckeltal', None)
        """
        votes: dict[str, int] = {}
        for word in words_of(mention):
            having = [name for name in self.forms if self.has_word(name, word)]
            if len(having) == 1:
                votes[having[0]] = votes.get(having[0], 0) + 1
        return max(votes, key=votes.__getitem__) if votes else None

    def has_word(self, name: str, word: str) -> bool:
        return any(same_word(word, part) for form in self.forms[name] for part in words_of(form))

    def rest_after(self, name: str, heading: str) -> str:
        """What a heading says after the name in it: `Kommitténs planeringskonferens` leaves planeringskonferens.

        >>> names = Names(); names.add("Samarbetskommitté")
        >>> names.rest_after("Samarbetskommitté", "Samarbetskommitténs planeringskonferens")
        'planeringskonferens'
        """
        rest = heading
        for match in WORD.finditer(heading):
            if len(match[0]) >= SHORTEST_COMMON_PART and self.has_word(name, match[0]):
                rest = heading[match.end() :]
        return "" if rest == heading else rest.strip(" ,-–:")


def compounds_of(heading: str, text: str) -> list[str]:
    """Find proper names in a text that are compounds of its heading's last word.

    >>> compounds_of("Regional konferens", "En årlig konferens, Kustkonferensen, hålls.")
    ['Kustkonferensen']
    """
    words = words_of(heading)
    if not words:
        return []
    noun = words[-1].casefold()
    found = []
    for word in WORD.findall(text):
        at = word.casefold().rfind(noun)
        if word[0].isupper() and at > 0 and word[at + len(noun) :].casefold() in ENDINGS:
            found.append(word)
    return found
