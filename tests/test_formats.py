"""Dates, times and numbers, written and read the Swedish way."""

import datetime as dt

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

DAY = dt.date(2017, 2, 3)


@pytest.mark.parametrize("typed", ["2017-02-03", "3/2 2017", "03/02 2017"])
def test_date_is_read_as_iso_or_as_swedes_write_it(typed):
    assert forms.DateField(localize=True).clean(typed) == DAY


@pytest.mark.parametrize("typed", ["02/03/2017", "2/3/17", "12/31/2017", "Feb 3 2017", "2017-02-30", "03.02.2017"])
def test_date_in_another_order_is_refused_not_reinterpreted(typed):
    with pytest.raises(ValidationError):
        forms.DateField(localize=True).clean(typed)


@pytest.mark.parametrize("typed", ["12.30", "12:30"])
def test_time_is_read_with_full_stop_or_colon(typed):
    assert forms.TimeField(localize=True).clean(typed) == dt.time(12, 30)


def test_templates_write_swedish():
    template = Template("{{ day|date }} {{ time|time }} {{ year }} {{ amount|kronor }} {{ less|kronor }}")

    written = template.render(
        Context({"day": DAY, "time": dt.time(8, 30), "year": 2017, "amount": 945000, "less": -50})
    )

    assert written == "3 februari 2017 08.30 2017 945\xa0000\xa0kr \u221250\xa0kr"
