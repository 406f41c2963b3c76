"""The models that the portal's own apps declare."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model
from pghistory.models import Event

APPS = ("committee", "calendar_app", "budget")


def own_models(*labels: str) -> list[type[Model]]:
    """Those of the apps, without the events of their history and the proxies that the history reads others' rows by."""
    models = [model for label in labels or APPS for model in apps.get_app_config(label).get_models()]
    return [model for model in models if not issubclass(model, Event) and not model._meta.proxy]
