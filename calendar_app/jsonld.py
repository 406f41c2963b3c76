"""A meeting as a schema.org Event, which search engines read in its page (pure)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")


def event_json_ld(
    *,
    name: str,
    url: str,
    organizer: str,
    starts_on: dt.date,
    ends_on: dt.date,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    venue: str = "",
    hosts: str = "",
    is_month_only: bool = False,
    is_cancelled: bool = False,
    is_moved: bool = False,
) -> dict | None:
    """Describe a meeting; None when it has no day yet, since an Event must start on one.

    The former date of a moved meeting is left out: it is known in words only.

    >>> day = dt.date(2017, 2, 2)
    >>> event = event_json_ld(
    ...     name="Rådet", url="https://a.example/1/", organizer="Rådet", starts_on=day, ends_on=day,
    ...     starts_at=dt.time(12), ends_at=dt.time(15), venue="Stora salen", hosts="Sund",
    ... )
    >>> event["startDate"], event["endDate"], event["eventStatus"]
    ('2017-02-02T12:00:00+01:00', '2017-02-02T15:00:00+01:00', 'https://schema.org/EventScheduled')
    >>> event["location"]
    {'@type': 'Place', 'name': 'Stora salen', 'address': 'Sund'}
    """
    if is_month_only:
        return None
    status = "EventCancelled" if is_cancelled else "EventRescheduled" if is_moved else "EventScheduled"
    event = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": name,
        "startDate": moment(starts_on, starts_at),
        "endDate": moment(ends_on, ends_at),
        "eventStatus": f"https://schema.org/{status}",
        "organizer": {"@type": "Organization", "name": organizer},
        "url": url,
        "inLanguage": "sv",
    }
    if venue or hosts:
        place = {"@type": "Place", "name": venue or hosts}
        event["location"] = place | {"address": hosts} if hosts else place
    return event


def moment(day: dt.date, time: dt.time | None) -> str:
    """The day in ISO form, with clock time and offset when there is a time.

    >>> moment(dt.date(2017, 7, 1), None), moment(dt.date(2017, 7, 1), dt.time(9, 30))
    ('2017-07-01', '2017-07-01T09:30:00+02:00')
    """
    return day.isoformat() if time is None else dt.datetime.combine(day, time, tzinfo=ZONE).isoformat()
