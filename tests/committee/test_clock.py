"""The portal's day: the one that PORTAL_TODAY sets, or the real one in Stockholm."""

import datetime as dt

from django.utils import timezone

from committee import clock


def test_today_is_the_day_that_the_settings_give(settings):
    settings.PORTAL_TODAY = dt.date(2017, 1, 16)

    assert clock.today() == dt.date(2017, 1, 16)
    assert clock.now().date() == dt.date(2017, 1, 16)
    assert clock.now().utcoffset() is not None


def test_today_is_the_real_day_when_no_day_is_given(settings):
    settings.PORTAL_TODAY = None

    before = timezone.localdate()
    today, now = clock.today(), clock.now()
    after = timezone.localdate()

    assert before <= today <= after
    assert before <= now.date() <= after


def test_zone_is_that_of_stockholm_in_summer_and_winter():
    hours = [timezone.localtime(dt.datetime(2017, month, 1, tzinfo=dt.UTC)).hour for month in (1, 7)]

    assert hours == [1, 2]
