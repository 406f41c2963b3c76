"""Gives the groups of staff their rights; called by each app's migrations."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from committee.reader import SECRETARIAT

MigrationStep = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def grant_to_secretariat(app_label: str, codenames: list[str]) -> MigrationStep:
    return grant_to(SECRETARIAT, app_label, codenames)


def revoke_from_secretariat(app_label: str, codenames: list[str]) -> MigrationStep:
    return revoke_from(SECRETARIAT, app_label, codenames)


def grant_to(group_name: str, app_label: str, codenames: list[str]) -> MigrationStep:
    """A migration step that gives the group these rights, and makes the group when it is missing."""

    def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        # Django makes permissions after the last migration; this step needs them now.
        app_config = apps.get_app_config(app_label)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0)
        app_config.models_module = None
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=group_name)
        group.permissions.add(*rights(apps, app_label, codenames))

    return grant


def revoke_from(group_name: str, app_label: str, codenames: list[str]) -> MigrationStep:
    """The same step backwards; the group stays, since people may be in it."""

    def revoke(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        group = apps.get_model("auth", "Group").objects.filter(name=group_name).first()
        if group:
            group.permissions.remove(*rights(apps, app_label, codenames))

    return revoke


def rights(apps: Apps, app_label: str, codenames: list[str]):
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label=app_label, codename__in=codenames)
