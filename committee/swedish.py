"""How Swedish writes numbers, money, dates and lists (pure)."""

import calendar
import datetime as dt
from collections.abc import Iterable

NBSP, MINUS, EN_DASH = "\xa0", "\u2212", "\u2013"

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
NUMBER_WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def number_word(number: int, *, one: str = "ett") -> str:
    """Write small numbers out.

    >>> number_word(8), number_word(13), number_word(1, one="en")
    ('åtta', '13', 'en')
    """
    if number == 1:
        return one
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else str(number)


def thousands(number: int) -> str:
    """Group digits by three with non-breaking spaces and a true minus.

    >>> thousands(-945000)
    '−945\\xa0000'
    """
    return f"{number:,}".replace(",", NBSP).replace("-", MINUS)


def kronor(amount_sek: int) -> str:
    """Write whole kronor.

    >>> kronor(945000)
    '945\\xa0000\\xa0kr'
    """
    return f"{thousands(amount_sek)}{NBSP}kr"


def long_date(day: dt.date) -> str:
    """Write a date as in running text.

    >>> long_date(dt.date(2017, 2, 2))
    '2 februari 2017'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: dt.date) -> str:
    """Write a date with its weekday.

    >>> weekday_date(dt.date(2018, 1, 25))
    'torsdag 25 januari 2018'
    """
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def month_and_year(day: dt.date) -> str:
    """Write a month.

    >>> month_and_year(dt.date(2018, 1, 1))
    'januari 2018'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def date_span(first: dt.date, last: dt.date) -> str:
    """Write one day or several, saying month and year once.

    >>> date_span(dt.date(2017, 8, 16), dt.date(2017, 8, 17))
    '16–17 augusti 2017'
    >>> date_span(dt.date(2017, 8, 31), dt.date(2017, 9, 1))
    '31 augusti–1 september 2017'
    >>> date_span(dt.date(2017, 12, 31), dt.date(2018, 1, 1))
    '31 december 2017–1 januari 2018'
    """
    if first == last:
        return long_date(first)
    if first.year != last.year:
        start = long_date(first)
    elif first.month != last.month:
        start = f"{first.day} {MONTHS[first.month - 1]}"
    else:
        start = str(first.day)
    return f"{start}{EN_DASH}{long_date(last)}"


def time_span(start: dt.time, end: dt.time) -> str:
    """Write clock times with full stop and en dash.

    >>> time_span(dt.time(8, 30), dt.time(13, 0))
    'kl.\\xa008.30–13.00'
    """
    return f"kl.{NBSP}{start:%H.%M}{EN_DASH}{end:%H.%M}"


def weekdays(first: dt.date, last: dt.date) -> str:
    """Name the weekday, or the first and last of several.

    >>> weekdays(dt.date(2017, 4, 6), dt.date(2017, 4, 7))
    'torsdag–fredag'
    """
    start, end = WEEKDAYS[first.weekday()], WEEKDAYS[last.weekday()]
    return start if first == last else f"{start}{EN_DASH}{end}"


def enumerate_words(words: Iterable[str]) -> str:
    """Join words the way a sentence does.

    >>> enumerate_words(["Ålvik", "Sund", "Näs"])
    'Ålvik, Sund och Näs'
    """
    *most, last = list(words) or [""]
    return f"{', '.join(most)} och {last}" if most else last


def last_of_month(day: dt.date) -> dt.date:
    """Find the month's last day.

    >>> last_of_month(dt.date(2016, 2, 1))
    datetime.date(2016, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def size_in_words(size: int) -> str:
    """Write a number of bytes the way readers know it, rounded upwards.

    >>> size_in_words(1), size_in_words(34 * 1024), size_in_words(25 * 1024 * 1024), size_in_words(25 * 1024 * 1024 + 1)
    ('1\\xa0kB', '34\\xa0kB', '25\\xa0MB', '25,1\\xa0MB')
    """
    kilobytes = -(-size // 1024)
    if kilobytes < 1024:
        return f"{kilobytes}{NBSP}kB"
    whole, tenths = divmod(-(-size * 10 // (1024 * 1024)), 10)
    return f"{whole},{tenths}{NBSP}MB" if tenths else f"{whole}{NBSP}MB"


def with_municipality(name: str, municipality: str) -> str:
    """A name with its municipality, unless the name says it.

    >>> with_municipality("Kim Ek", "Sund"), with_municipality("Direktören i Sund", "Sund")
    ('Kim Ek, Sund', 'Direktören i Sund')
    """
    return name if municipality in name else f"{name}, {municipality}"


def alphabetical(name: str) -> str:
    """The key that sorts names as Swedish does, with å, ä and ö last; `swedish_order` does the same in queries.

    >>> sorted(["Älvik", "Sund", "Ösund", "Åvik"], key=alphabetical)
    ['Sund', 'Åvik', 'Älvik', 'Ösund']
    """
    return name.lower().translate(str.maketrans("åäö", "{|}"))
