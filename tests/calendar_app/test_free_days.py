"""Free days by name, for the years of the real plan and for every year that can be planned."""

import datetime as dt

import pytest

from calendar_app.free_days import FIRST_YEAR, LAST_YEAR, free_days

EVERY_YEAR = range(FIRST_YEAR, LAST_YEAR + 1)


def weekdays_off(year: int) -> dict[str, str]:
    """Those that aren't Saturdays or Sundays anyway."""
    return {f"{day:%m-%d}": name for day, name in free_days(year).items() if day.isoweekday() < 6}


def test_free_days_of_2017():
    assert weekdays_off(2017) == {
        "01-05": "Trettondagsafton",
        "01-06": "Trettondedag jul",
        "04-13": "Skärtorsdagen",
        "04-14": "Långfredagen",
        "04-17": "Annandag påsk",
        "05-01": "Första maj",
        "05-25": "Kristi himmelsfärdsdag",
        "05-26": "klämdag",
        "06-05": "klämdag",  # between a Sunday and the national day
        "06-06": "Nationaldagen",
        "06-23": "Midsommarafton",
        "11-03": "Allahelgonsafton",
        "12-25": "Juldagen",
        "12-26": "Annandag jul",
        "12-27": "mellandag",
        "12-28": "mellandag",
        "12-29": "mellandag",
    }


def test_free_days_of_2018():
    assert weekdays_off(2018) == {
        "01-01": "Nyårsdagen",
        "01-05": "Trettondagsafton",
        "03-29": "Skärtorsdagen",
        "03-30": "Långfredagen",
        "04-02": "Annandag påsk",
        "04-30": "Valborgsmässoafton",
        "05-01": "Första maj",
        "05-10": "Kristi himmelsfärdsdag",
        "05-11": "klämdag",
        "06-06": "Nationaldagen",
        "06-22": "Midsommarafton",
        "11-02": "Allahelgonsafton",
        "12-24": "Julafton",
        "12-25": "Juldagen",
        "12-26": "Annandag jul",
        "12-27": "mellandag",
        "12-28": "mellandag",
        "12-31": "Nyårsafton",
    }


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2008, 5, 1), "Första maj och Kristi himmelsfärdsdag"),
        (dt.date(2015, 1, 2), "klämdag"),  # Friday after New Year's Day
        (dt.date(2019, 12, 23), "klämdag"),  # Monday before Christmas Eve
        (dt.date(2013, 6, 7), "klämdag"),  # Friday after the national day
    ],
)
def test_free_days_name_what_is_unusual(day, name):
    assert free_days(day.year)[day] == name


def test_free_days_hold_no_ordinary_weekend_nor_the_day_before_an_eve():
    assert not {dt.date(2017, 1, 14), dt.date(2017, 1, 15), dt.date(2018, 6, 21), dt.date(2018, 6, 5)} & {
        *free_days(2017),
        *free_days(2018),
    }


@pytest.mark.parametrize("year", EVERY_YEAR)
def test_free_days_of_every_year(year):
    days = free_days(year)

    assert {day.year for day in days} == {year}
    assert "Långfredagen" in days.values()
    assert {"Kristi himmelsfärdsdag", "Första maj"} <= set(" och ".join(days.values()).split(" och "))
    assert "klämdag" in days.values()
    assert {days[dt.date(year, 1, 1)], days[dt.date(year, 12, 31)]} == {"Nyårsdagen", "Nyårsafton"}
    assert all(dt.date(year, 12, day) in days for day in range(27, 31) if dt.date(year, 12, day).isoweekday() < 6)
    assert not [name for name in days.values() if "kl." in name or ";" in name]


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_free_days_of_an_unknown_year_are_refused(year):
    with pytest.raises(ValueError, match="1990–2100"):
        free_days(year)


def test_free_days_cannot_be_changed():
    with pytest.raises(TypeError):
        free_days(2017)[dt.date(2017, 2, 2)] = "kalas"
