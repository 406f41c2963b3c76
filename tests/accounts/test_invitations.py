"""How people get an account: a letter with a link, where they choose their password."""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from committee.models import Person
from sodertorn.accounts.operations import create_account, invite
from tests.accounts.logging_in import letters_to, link_in, log_in
from tests.factories import AssignmentFactory, CooperationFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
NEW = "sju sura saltgurkor"


def accept(client, link: str):
    return client.post(client.get(link).url, {"password1": NEW, "password2": NEW})


def test_person_is_invited_chooses_a_password_and_reads(client, desk):
    person = PersonFactory(email="Karin@Vik.example")
    AssignmentFactory(person=person)
    page = reverse("invite-person", args=[person.pk])
    assert "Karin@Vik.example" in desk.get(page).content.decode()

    assert desk.post(page).url == reverse("admin:committee_person_change", args=[person.pk])

    letter = letters_to("karin@vik.example")[0]
    assert letter.subject.startswith("Välkommen till portalen")
    client.logout()
    welcome = client.get(client.get(link_in(letter)).url).content.decode()
    assert "Välj ett lösenord till ditt konto" in welcome
    assert accept(client, link_in(letter)).url == "/mina-sidor/"
    assert str(person) in client.get("/mina-sidor/").content.decode()
    client.post("/logga-ut/")
    assert log_in(client, "karin@vik.example", NEW).url == "/mina-sidor/"
    assert client.get("/admin/").status_code == 302


def test_invitation_works_once_and_not_after_a_week(client, settings):
    user = create_account("karin@vik.example")
    link = invite(user, inviter="Siv").partition("8000")[2]
    assert accept(client, link).status_code == 302
    client.post("/logga-ut/")

    assert "Inbjudan gäller inte längre." in client.get(link).content.decode()

    other = create_account("lena@vik.example")
    late = invite(other, inviter="Siv").partition("8000")[2]
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "Inbjudan gäller inte längre." in client.get(late).content.decode()
    assert not User.objects.get(pk=other.pk).has_usable_password()


def test_nobody_logs_in_to_an_account_that_is_only_invited(client):
    create_account("karin@vik.example")

    assert log_in(client, "karin@vik.example", "").status_code == 200
    assert log_in(client, "karin@vik.example", "!").status_code == 200


@pytest.mark.parametrize("password", ["kort", "password1234", "19820304567890"])
def test_weak_password_is_refused_and_the_invitation_still_holds(client, password):
    link = invite(create_account("karin@vik.example"), inviter="Siv").partition("8000")[2]
    page = client.get(link).url

    response = client.post(page, {"password1": password, "password2": password})

    assert response.context["form"].errors
    assert client.post(page, {"password1": NEW, "password2": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": ""}, "Personen har ingen e-post."),
        ({"email": "upptagen@vik.example"}, "Adressen har redan ett konto."),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"}, "Adressen är för lång"),
        ({"user": {"is_active": False}}, "Kontot är stängt."),
        ({"user": {}}, "Personen har redan ett konto"),
    ],
)
def test_who_cannot_be_invited_is_said_in_words(desk, changes, words):
    UserFactory(username="upptagen@vik.example", email="upptagen@vik.example")
    account = UserFactory(**changes["user"]) if "user" in changes else None
    person = PersonFactory(email=changes.get("email", "karin@vik.example"), user=account)
    page = reverse("invite-person", args=[person.pk])

    assert words in desk.get(page).content.decode()
    assert words in desk.post(page).content.decode()
    assert not Email.objects.exists()
    assert Person.objects.get(pk=person.pk).user == account


def test_invitation_is_sent_again_until_it_is_used(desk):
    person = PersonFactory(email="karin@vik.example")
    page = reverse("invite-person", args=[person.pk])

    desk.post(page)
    again = desk.post(page)
    assert "mindre än en minut sedan" in again.content.decode()
    Email.objects.update(created=timezone.now() - dt.timedelta(minutes=2))
    desk.post(page)

    assert len(letters_to("karin@vik.example")) == 2
    assert User.objects.filter(username="karin@vik.example").count() == 1


def test_what_has_left_keeps_no_link(mailoutbox):
    invite(create_account("karin@vik.example"), inviter="Siv")

    call_command("send_mail", stdout=StringIO())

    assert "valkommen" in mailoutbox[0].body
    assert Email.objects.get().message == ""


def test_only_the_secretariat_invites_members(client):
    page = reverse("invite-person", args=[PersonFactory(email="karin@vik.example").pk])
    for user, status in ((None, 302), (UserFactory(), 302), (UserFactory(administrator=True), 403)):
        client.logout()
        if user:
            client.force_login(user)
        assert (client.get(page).status_code, client.post(page).status_code) == (status, status)
    assert not Email.objects.exists()


def test_link_is_the_portals_own_address_whatever_host_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["ond.example", "testserver"]
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email}, headers={"Host": "ond.example"})

    assert "ond.example" not in letters_to(user.email)[0].message


def test_first_administrator_is_invited_from_the_command_line(client, capsys):
    CooperationFactory()
    call_command("invite_user", "Chef@Vik.example", "--role", "Förvaltare", "--role", "Sekretariat")

    link = capsys.readouterr().out.strip().splitlines()[-1]
    user = User.objects.get(username="chef@vik.example")
    assert (user.is_staff, set(user.groups.values_list("name", flat=True))) == (True, {"Förvaltare", "Sekretariat"})
    assert accept(client, link.partition("8000")[2]).url == "/admin/"
    assert client.get("/admin/").url == "/mina-sidor/andra-steget/"


LONG = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"


@pytest.mark.parametrize("words", [["ingen adress"], ["chef@vik.example", "--role", "Kung"], [LONG]])
def test_command_says_what_is_wrong(words):
    with pytest.raises(CommandError):
        call_command("invite_user", *words)
    assert not User.objects.exists()


def test_command_invites_nobody_to_a_closed_account():
    UserFactory(username="chef@vik.example", is_active=False)

    with pytest.raises(CommandError, match="stängt"):
        call_command("invite_user", "chef@vik.example")
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    ("roles", "words"),
    [(["Sekretariat"], "redigerar du"), (["Förvaltare"], "sköter du konton"), ([], "har du nu ett konto")],
)
def test_invitation_says_what_the_account_is_for(roles, words):
    invite(create_account("karin@vik.example", roles=roles), inviter="Siv")

    assert words in letters_to("karin@vik.example")[0].message


def test_letters_leave_by_the_queue_and_lapse_with_their_links(mailoutbox):
    invite(create_account("karin@vik.example"), inviter="Siv")
    assert mailoutbox == []

    call_command("send_mail", stdout=StringIO())

    assert [mail.to for mail in mailoutbox] == [["karin@vik.example"]]
    call_command("send_mail", stdout=StringIO())
    assert len(mailoutbox) == 1
    assert Email.objects.get().expires_at - timezone.now() < dt.timedelta(days=7)
