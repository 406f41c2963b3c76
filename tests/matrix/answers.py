"""Who gets what: the answers of all roles at once, by names that the table is written in."""

from __future__ import annotations

from tests.matrix.asking import LOGIN, SECOND_STEP
from tests.matrix.roles import HALF, ROLES

Answer = int | str
Answers = dict[str, Answer]
Table = dict[str, dict[str, tuple[Answers, Answers]]]
"""By the pattern's name and the state of what it is about: what GET and HEAD give, and what POST gives."""


def all_get(answer: Answer, **others: Answer) -> Answers:
    """Everyone gets it but those who are named; who has shown no second factor is led to where they get one."""
    return dict.fromkeys(ROLES, answer) | {HALF: SECOND_STEP} | others


def readers(answer: Answer, *roles: str, others: Answer = 404) -> Answers:
    return all_get(others, **dict.fromkeys(roles, answer))


def account(answer: Answer, **others: Answer) -> Answers:
    """Whoever is logged in gets it."""
    return all_get(answer, anonymous=LOGIN, closed=LOGIN) | others


def desk(secretariat: Answer, *, staff: Answer | None = None, administrator: Answer = 403) -> Answers:
    """In the admin: who isn't staff comes to the login, and staff without the right get 403.

    `staff` says what those get who have every right but no role, if it is something else.
    """
    staff = secretariat if staff is None else staff
    return all_get(LOGIN, secretariat=secretariat, staff=staff, administrator=administrator)


def only(secretariat: Answer) -> Answers:
    """On the secretariat's own pages, whose staff is nobody else, whatever their rights."""
    return desk(secretariat, staff=403)


def to(pattern: str) -> str:
    """Led on to a page."""
    return f"to {pattern}"


# Pages for everyone, and pages of what isn't for everyone: to the others it is as if it didn't exist.
OPEN = all_get(200)
MISSING = all_get(404)
COUNCIL = ("member", "preparer")
MEMBERS = readers(200, *COUNCIL, "secretariat")
ONLY_SECRETARIAT = readers(200, "secretariat")
READ_ONLY = all_get(405)

# The secretariat's own pages.
DESK_ONLY = only(200)
DESK_ONLY_MISSING = only(404)

# The admin. With rights but no role one works on what everyone may read; drafts are away, as what never was.
AWAY = to("desk")
DESK = desk(200)
HIDDEN = desk(200, staff=AWAY)
HIDDEN_HISTORY = desk(200, staff=AWAY, administrator=AWAY)
NOBODY = desk(403)
GONE = desk(AWAY)
