"""The rows of other libraries that are edited here, so that they have a history too."""

from django.contrib.auth.models import User

from committee.tracking import tracked


@tracked(exclude=["password", "last_login"], can_be_undone=False)
class Account(User):
    """An account (konto); its password is nobody's history, and its powers come and go on its own page only."""

    class Meta:
        proxy = True
        verbose_name = "konto"
        default_permissions = ()


@tracked(part_of="user", can_be_undone=False)
class AccountRole(User.groups.through):
    """A role that an account has (roll)."""

    class Meta:
        proxy = True
        verbose_name = "roll"
        default_permissions = ()
