"""How long a login lasts: until it has been idle, until its day is over, or until the roles behind it change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore

from committee.reader import roles_of

BEGAN_AT, SEEN_AT, ROLES = "began_at", "seen_at", "roles"
NOTED_EVERY = 60
"""Seconds between two notes of when a session was last used: reading is not to write at each page."""


def begin(session: SessionBase, user: User, *, now: float) -> None:
    """Note when a login began, and with which roles. `now` is Unix time."""
    session.update({BEGAN_AT: now, SEEN_AT: now, ROLES: sorted(roles_of(user))})


def reason_to_end(session: SessionBase, user: User, *, now: float) -> str:
    """Why the login has lapsed, for the reader; empty when it goes on. Notes the latest use. `now` is Unix time."""
    idle, longest = (limit.total_seconds() for limit in settings.SESSION_LIMITS["staff" if user.is_staff else "others"])
    if BEGAN_AT not in session:
        begin(session, user, now=now)
    if session[ROLES] != sorted(roles_of(user)):
        return "Dina roller har ändrats. Logga in igen."
    if now - session[BEGAN_AT] > longest:
        return "Du har varit inloggad länge. Logga in igen."
    if now - session[SEEN_AT] > idle:
        return "Du har varit borta länge och har därför loggats ut. Logga in igen."
    if now - session[SEEN_AT] > NOTED_EVERY:
        session[SEEN_AT] = now
    return ""


def sessions_of(user: User) -> list[UserSession]:
    """The logins that still hold, the latest first; those that have ended are forgotten."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda row: row.created_at, reverse=True)


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Log the person out everywhere, or everywhere but in one session; says in how many places."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but)
    for row in rows:
        row.end()
    return len(rows)


@dataclass(frozen=True)
class ShownSession:
    """A login as its owner sees it."""

    pk: int
    browser: str
    ip: str
    began_at: dt.datetime
    seen_at: dt.datetime
    is_current: bool


def shown(row: UserSession, current: str) -> ShownSession:
    seen_at = SessionStore(row.session_key).get(SEEN_AT)
    return ShownSession(
        pk=row.pk,
        browser=browser_in_words(row.user_agent),
        ip=row.ip,
        began_at=row.created_at,
        seen_at=dt.datetime.fromtimestamp(seen_at, dt.UTC) if seen_at else row.created_at,
        is_current=row.session_key == current,
    )


BROWSERS = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac")]
SYSTEMS += [("Linux", "Linux")]


def browser_in_words(user_agent: str) -> str:
    """Enough to know one's own again.

    >>> browser_in_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0")
    'Firefox på Windows'
    >>> browser_in_words("curl/8.5")
    'En okänd webbläsare'
    """
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "En okänd webbläsare")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} på {system}" if system else browser
