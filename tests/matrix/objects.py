"""Objects by the names that the table gives them, with what an address says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from tests.matrix.asking import Visitor
from tests.matrix.roles import ROLES

ANYTHING = "-"
"""The state of an address that is about nothing in particular."""
USUAL = {"extension": "csv", "instalment": 1, "way": "ned", "state": "cancelled", "url": "finns-inte/", "other": 2014}
USUAL |= {"suffix": "pdf", "node": 99_999_999}
USUAL |= {"provider_id": "sso", "kind": "mote"}
GONE = {"pk": 99_999_999, "slug": "finns-inte", "uuid": "00000000-0000-4000-8000-000000000000", "year": 2098}
GONE |= {
    "number": 98,
    "same_year": 2098,
    "line": 99_999_999,
    "key": 99_999_999,
    "kind": "mote",
    "token": "finns.inte",
    "label": "committee.body",
}
GONE |= {"object_id": 99_999_999, "content_type_id": 99_999_999}
NAMES = ("slug", "uuid", "year", "number")


@dataclass
class World:
    """Who asks, and what they ask about. Some objects are each role's own."""

    users: dict[str, User]
    cookies: dict[str, str]
    objects: dict[str, dict] = field(default_factory=lambda: {ANYTHING: {}, "missing": GONE})
    owned: dict[str, dict[str, dict]] = field(default_factory=dict)

    def add(self, name: str, instance: Model, **values) -> Model:
        """Give an object its name in the table; `values` are what its address says beside what it has itself."""
        assert name not in self.objects, name
        keys = {"pk": instance.pk, "object_id": instance.pk, "key": instance.pk, "label": instance._meta.label_lower}
        keys |= {"content_type_id": ContentType.objects.get_for_model(instance).pk}
        keys |= {name: getattr(instance, name) for name in NAMES if hasattr(instance, name)}
        self.objects[name] = keys | values
        return instance

    def values(self, name: str, role: str) -> Mapping:
        """What stands in the places of an address about an object."""
        own = self.owned.get(name)
        return USUAL | (own[role] if own else self.objects[name])

    @cached_property
    def visitors(self) -> dict[str, Visitor]:
        return {role: Visitor(self.cookies[role]) for role in ROLES}
