"""Accounts in the admin: nobody raises anyone's rights beyond their own."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from committee.models import Person
from sodertorn.accounts.operations import close_account, set_roles
from tests.accounts.logging_in import letters_to, log_in
from tests.conftest import admin_address
from tests.factories import PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
SECRETARIAT, ADMINISTRATORS = "Sekretariat", "Förvaltare"


@pytest.fixture
def administrator(client) -> Client:
    """Someone who looks after accounts, and reads what the public reads."""
    client.force_login(UserFactory(username="forvaltare@vik.example", administrator=True))
    return client


@pytest.fixture
def chief(client) -> Client:
    """Someone with both roles."""
    client.force_login(UserFactory(username="chef@vik.example", administrator=True, secretary=True))
    return client


def roles(user: User) -> set[str]:
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def shown(user: User) -> dict:
    """What the form shows of an account."""
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "roles": list(user.groups.values_list("name", flat=True)),
        "person": getattr(getattr(user, "person", None), "pk", ""),
        "is_active": user.is_active,
    }


def account(user: User, **changes) -> dict:
    """What the form posts, as a browser does: what was shown, and what it is to be."""
    was = shown(user)
    words = was | changes
    words["is_active"] = "on" if words["is_active"] else ""
    posted = {f"initial-{name}": value for name, value in was.items()}
    return posted | {name: value for name, value in words.items() if value not in ("", None)}


def change(client: Client, user: User, **changes):
    return client.post(admin_address(User, "change", user.pk), account(user, **changes))


def test_administrator_invites_an_administrator_who_logs_in(administrator):
    words = {"email": "Ny@Vik.example", "first_name": "Nils", "last_name": "Ny", "roles": [ADMINISTRATORS]}

    response = administrator.post(admin_address(User, "add"), words)

    user = User.objects.get(username="ny@vik.example")
    assert response.url == admin_address(User, "change", user.pk)
    assert (user.is_staff, user.is_superuser, roles(user)) == (True, False, {ADMINISTRATORS})
    assert "Välkommen" in letters_to("ny@vik.example")[0].subject
    page = administrator.get(admin_address(User, "changelist")).content.decode()
    assert "inbjuden" in page


@pytest.mark.parametrize("given", [[SECRETARIAT], [SECRETARIAT, ADMINISTRATORS], ["Kungar"]])
def test_administrator_gives_no_role_that_they_lack(administrator, given):
    response = administrator.post(admin_address(User, "add"), {"email": "ny@vik.example", "roles": given})

    assert "roles" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="ny@vik.example").exists()


def test_administrator_gives_no_account_a_person_to_read_as(administrator):
    person = PersonFactory()
    response = administrator.post(admin_address(User, "add"), {"email": "ny@vik.example", "person": person.pk})

    assert "person" in response.context["adminform"].form.errors
    assert Person.objects.get().user is None


def test_nobody_changes_their_own_roles_address_or_person(chief):
    me = User.objects.get(username="chef@vik.example")
    change(chief, me, email="annan@vik.example", roles=[], person=PersonFactory().pk, is_active="", first_name="Karin")

    me.refresh_from_db()
    assert (me.username, roles(me), me.is_active, me.first_name) == (
        "chef@vik.example",
        {SECRETARIAT, ADMINISTRATORS},
        True,
        "Karin",
    )
    assert not hasattr(me, "person")


@pytest.mark.parametrize("who", ["secretary", "member", "superuser"])
def test_administrator_cannot_take_over_an_account_that_may_more(administrator, who):
    user = UserFactory(username="offer@vik.example", email="offer@vik.example")
    if who == "secretary":
        user = UserFactory(username="s@vik.example", email="s@vik.example", secretary=True)
    elif who == "superuser":
        user = UserFactory(username="s@vik.example", email="s@vik.example", superuser=True)
    else:
        PersonFactory(user=user)
    had = (user.username, user.email, roles(user))
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})

    change(administrator, user, email="min@vik.example", roles=[ADMINISTRATORS], first_name="Min")
    for button in ("_invite", "_second_factor"):
        administrator.post(admin_address(User, "change", user.pk), account(user) | {button: "1"})

    user.refresh_from_db()
    assert (user.username, user.email, roles(user)) == had
    assert Authenticator.objects.filter(user=user).exists()
    assert letters_to(user.email) == letters_to("min@vik.example") == []


def test_not_even_both_roles_reach_a_superuser(chief):
    user = UserFactory(username="rot@vik.example", superuser=True)

    change(chief, user, email="min@vik.example", first_name="Min", is_active="")
    chief.post(admin_address(User, "change", user.pk), account(user) | {"_invite": "1"})

    fresh = User.objects.get(pk=user.pk)
    assert (fresh.username, fresh.first_name, fresh.is_active) == ("rot@vik.example", "", True)
    assert letters_to(user.email) == []


def test_administrator_closes_and_opens_only_accounts_that_may_no_more(administrator):
    greater, equal = UserFactory(secretary=True), UserFactory(administrator=True)
    for user in (greater, equal):
        change(administrator, user, is_active="")

    assert User.objects.get(pk=greater.pk).is_active
    equal.refresh_from_db()
    assert not equal.is_active
    change(administrator, equal, is_active="on")
    assert User.objects.get(pk=equal.pk).is_active


@pytest.mark.parametrize("lookup", ["password__startswith", "password", "last_login__gte", "emailaddress__email"])
def test_list_answers_no_questions_but_its_own(administrator, lookup):
    """Or a password's hash could be read one letter at a time."""
    user = UserFactory(superuser=True)

    assert administrator.get(admin_address(User, "changelist"), {lookup: user.password[:5]}).status_code == 400


def test_administrator_who_is_a_member_too_has_no_power_over_members(client):
    me = UserFactory(administrator=True)
    PersonFactory(user=me)
    client.force_login(me)
    member, other = UserFactory(), PersonFactory()
    PersonFactory(user=member)

    change(client, member, email="min@vik.example")
    client.post(admin_address(User, "add"), {"email": "ny@vik.example", "person": other.pk})

    assert User.objects.get(pk=member.pk).email == member.email
    assert not User.objects.filter(username="ny@vik.example").exists()


@pytest.mark.parametrize("by", ["address", "person"])
def test_ways_in_from_before_are_gone_with_a_new_owner(chief, by):
    """Someone who prepares an account doesn't come along to whoever gets it."""
    user, person = UserFactory(username="min@vik.example"), PersonFactory()
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Min", "credential": {}})
    SocialAccount.objects.create(user=user, provider="openid_connect", uid="1")

    change(chief, user, **({"email": "ny@vik.example"} if by == "address" else {"person": person.pk}))

    user = User.objects.get(pk=user.pk)
    assert not user.has_usable_password()
    assert not Authenticator.objects.filter(user=user).exists()
    assert not SocialAccount.objects.filter(user=user).exists()
    assert "valkommen" in letters_to(user.email)[-1].message
    if by == "address":
        assert "annan e-postadress" in letters_to("min@vik.example")[0].message


def test_page_that_was_open_for_a_while_changes_only_what_was_touched(chief):
    user = UserFactory(first_name="Anna")
    stale = account(user, first_name="Karin")
    close_account(user)
    set_roles(user, [SECRETARIAT])

    chief.post(admin_address(User, "change", user.pk), stale)

    fresh = User.objects.get(pk=user.pk)
    assert (fresh.first_name, fresh.is_active, roles(fresh)) == ("Karin", False, {SECRETARIAT})


@pytest.mark.parametrize("button", ["_second_factor", "_invite"])
def test_nobody_takes_away_their_own_second_factor_here(chief, button):
    me = User.objects.get(username="chef@vik.example")
    Authenticator.objects.create(user=me, type="totp", data={"secret": "x"})

    chief.post(admin_address(User, "change", me.pk), account(me) | {button: "1"})

    assert Authenticator.objects.filter(user=me).exists()
    assert letters_to(me.email) == []


def test_who_has_been_logged_in_for_long_shows_who_they_are_first(chief):
    session = chief.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1}]
    session.save()

    for method in (chief.get, chief.post):
        assert method(admin_address(User, "add")).url.startswith("/logga-in/bekrafta/?next=")
    assert chief.get(admin_address(User, "changelist")).status_code == 200


def test_help_with_the_login_is_in_the_history(chief):
    user = UserFactory()
    chief.post(admin_address(User, "change", user.pk), account(user) | {"_logout": "1"})

    assert (
        "Kontot är utloggat överallt."
        in chief.get(admin_address(User, "history", user.pk), follow=True).content.decode()
    )


def test_chief_gives_takes_links_and_renames(chief):
    user, person = UserFactory(), PersonFactory()
    theirs = Client()
    log_in(theirs, user)
    assert theirs.get("/mina-sidor/").status_code == 200

    change(chief, user, roles=[SECRETARIAT], person=person.pk, email="Ny@Vik.example", last_name="Berg")

    user = User.objects.get(pk=user.pk)
    assert (roles(user), user.is_staff, user.person) == ({SECRETARIAT}, True, person)
    assert (user.username, user.email, user.last_name) == ("ny@vik.example", "ny@vik.example", "Berg")
    assert theirs.get("/mina-sidor/").status_code == 302
    change(chief, user, roles=[], person="")
    user = User.objects.get(pk=user.pk)
    assert (roles(user), user.is_staff, hasattr(user, "person")) == (set(), False, False)


def test_old_address_opens_nothing(chief):
    user = UserFactory(username="gammal@vik.example")
    theirs = Client()

    change(chief, user, email="ny@vik.example")

    assert log_in(theirs, "gammal@vik.example").status_code == 200
    theirs.post(reverse("account_reset_password"), {"email": "gammal@vik.example"})
    assert "inget konto" in letters_to("gammal@vik.example")[-1].message


def test_address_that_is_taken_is_refused(chief):
    user, other = UserFactory(), UserFactory(username="tagen@vik.example")

    response = change(chief, user, email="TAGEN@vik.example")

    assert response.context["adminform"].form.errors == {"email": ["Den adressen har redan ett konto."]}
    assert User.objects.get(pk=other.pk).username == "tagen@vik.example"


def test_lost_phone_is_helped_by_a_new_start(chief):
    user = UserFactory(secretary=True)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})

    chief.post(admin_address(User, "change", user.pk), account(user) | {"_second_factor": "1"})

    assert not Authenticator.objects.filter(user=user).exists()
    assert "nollställts" in letters_to(user.email)[0].subject


def test_account_is_logged_out_everywhere(chief):
    user = UserFactory()
    theirs = Client()
    log_in(theirs, user)

    chief.post(admin_address(User, "change", user.pk), account(user) | {"_logout": "1"})

    assert theirs.get("/mina-sidor/").status_code == 302


def test_forged_fields_give_nothing(administrator):
    """Django's own fields for single rights, superusers and passwords are not in the form."""
    user = UserFactory()
    right = Permission.objects.get(codename="change_plan")
    forged = {"is_superuser": "on", "is_staff": "on", "user_permissions": [right.pk], "password": "x", "username": "y"}
    forged |= {"groups": list(Group.objects.values_list("pk", flat=True))}

    change(administrator, user, **forged)

    fresh = User.objects.get(pk=user.pk)
    assert (fresh.is_superuser, fresh.is_staff, fresh.username) == (False, False, user.username)
    assert (fresh.password, fresh.user_permissions.count(), fresh.groups.count()) == (user.password, 0, 0)


def test_accounts_are_never_deleted(chief):
    user = UserFactory()

    assert chief.get(admin_address(User, "delete", user.pk)).status_code == 403
    assert chief.post(admin_address(User, "delete", user.pk), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_secretariat_has_no_say_over_accounts(desk):
    assert desk.get(admin_address(User, "changelist")).status_code == 403
    assert desk.post(admin_address(User, "add"), {"email": "ny@vik.example"}).status_code == 403


def test_person_is_linked_to_no_login_by_hand(desk):
    person = PersonFactory()
    me = User.objects.get(username="sekreterare")
    words = {"name": "Ny", "user": me.pk, "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}

    desk.post(admin_address(Person, "change", person.pk), words)

    assert (Person.objects.get().name, Person.objects.get().user) == ("Ny", None)


def test_what_else_there_is_of_accounts_is_not_edited_row_by_row():
    names = {model._meta.label for model in admin.site._registry}

    assert not names & {"auth.Group", "auth.Permission", "account.EmailAddress", "mfa.Authenticator"}
    assert not names & {"usersessions.UserSession", "socialaccount.SocialApp", "socialaccount.SocialAccount"}


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_any_length(administrator, django_assert_num_queries, count):
    for _ in range(count):
        PersonFactory(user=UserFactory(secretary=True))

    with django_assert_num_queries(11):
        assert administrator.get(admin_address(User, "changelist")).status_code == 200


def test_admins_own_password_page_leads_to_the_portals(administrator):
    assert administrator.get(reverse("admin:password_change")).url == reverse("account_change_password")
