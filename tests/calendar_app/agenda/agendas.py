"""What the tests of agendas read of them."""

from calendar_app.models import AgendaItem, Meeting


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.in_order().values_list("title", flat=True))


def numbers(meeting: Meeting) -> list[tuple[int | None, str, bool]]:
    return list(meeting.items.in_order().values_list("number", "title", "is_late"))


def new(title: str) -> AgendaItem:
    return AgendaItem(title=title)
