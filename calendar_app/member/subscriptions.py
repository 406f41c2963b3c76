"""A member's own calendar address: its secret is shown once, kept as a hash, and can be revoked."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.db.models import Q

from calendar_app.models import Subscription
from committee.models import Person


def hashed(secret: str) -> str:
    """The secret has 256 random bits, so a plain hash can't be guessed backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_subscription(person: Person, *, at: dt.datetime) -> str:
    """Give a person a new address in place of the one they may have; returns its secret, which is kept nowhere."""
    Person.objects.select_for_update().get(pk=person.pk)
    revoke_subscription(person, at=at)
    secret = secrets.token_urlsafe(32)
    Subscription.objects.create(person=person, sha256=hashed(secret), made_at=at)
    return secret


def revoke_subscription(person: Person, *, at: dt.datetime) -> bool:
    """Let the address lead nowhere from now on; says whether there was one."""
    return bool(person.subscriptions.filter(revoked_at=None).update(revoked_at=at))


def subscriber(secret: str) -> Person | None:
    """Whose address it is, unless it is revoked or the person's login is closed: one query."""
    valid = Subscription.objects.filter(sha256=hashed(secret), revoked_at=None)
    subscription = valid.filter(Q(person__user=None) | Q(person__user__is_active=True)).select_related("person").first()
    return subscription.person if subscription else None
