"""One login for members and the secretariat, in the portal's own look: the same answer for all that fails."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from tests.accounts.logging_in import LOGIN, CountingHasher, letters_to, link_in, log_in
from tests.factories import PASSWORD, AssignmentFactory, MeetingFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
WRONG = "E-postadressen eller lösenordet stämmer inte."


def test_member_comes_to_their_own_page_and_an_address_may_be_written_in_capitals(client):
    user = UserFactory()

    assert log_in(client, f" {user.email.upper()} ").url == "/mina-sidor/"
    assert client.get("/mina-sidor/").status_code == 200


def test_login_leads_back_to_the_page_that_asked_for_it(client):
    user = UserFactory()
    meeting = MeetingFactory(agenda_audience="members")
    AssignmentFactory(body=meeting.body, person=PersonFactory(user=user))
    invitation = f"{LOGIN}?next={meeting.get_absolute_url()}"
    assert invitation in client.get(meeting.get_absolute_url()).content.decode()

    assert log_in(client, user, next=meeting.get_absolute_url()).url == meeting.get_absolute_url()


@pytest.mark.parametrize("address", ["https://annan.example/", "//annan.example/", "javascript:alert(1)"])
def test_login_leads_to_no_other_site(client, address):
    assert log_in(client, UserFactory(), next=address).url == "/mina-sidor/"


@pytest.mark.parametrize("who", ["wrong password", "closed account", "unknown name", "invited"])
def test_all_that_fails_gets_the_same_answer_at_the_same_cost(client, settings, who):
    user = UserFactory(is_active=who != "closed account")
    if who == "invited":
        user.set_unusable_password()
        user.save()
    name = "ingen@vik.example" if who == "unknown name" else user.email
    settings.PASSWORD_HASHERS = ["tests.accounts.logging_in.CountingHasher"]
    user_password = User.objects.get(pk=user.pk)
    if who in {"wrong password", "closed account"}:
        user_password.set_password(PASSWORD)
        user_password.save()
    CountingHasher.hashed.clear()

    response = log_in(client, name, PASSWORD if who == "closed account" else "fel lösenord")

    page = response.content.decode().replace(name, "")
    assert (response.status_code, WRONG in page, "sessionid" in response.cookies) == (200, True, False)
    assert len(CountingHasher.hashed) == 1
    assert response.headers.keys() == log_in(client, "annan@vik.example", "fel").headers.keys()


def test_forgotten_password_gets_the_same_answer_for_known_and_unknown(client):
    known, unknown = UserFactory().email, "ingen@vik.example"
    page = reverse("account_reset_password")

    answers = [client.post(page, {"email": address}) for address in (known, unknown)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/logga-in/glomt-losenord/skickat/")] * 2
    assert "nytt-losenord" in letters_to(known)[0].message
    assert "inget konto med den här adressen" in letters_to(unknown)[0].message


def test_password_chosen_by_mail_logs_in_and_the_link_works_once(client, django_assert_max_num_queries):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = link_in(letters_to(user.email)[0])
    page = client.get(link).url

    response = client.post(page, {"password1": "sju sura saltgurkor", "password2": "sju sura saltgurkor"})

    assert response.url == "/mina-sidor/"
    assert client.get("/mina-sidor/").status_code == 200
    client.logout()
    assert "Länken gäller inte längre." in client.get(link).content.decode()
    assert log_in(client, user).status_code == 200
    assert log_in(client, user, "sju sura saltgurkor").status_code == 302
    assert letters_to(user.email)[1].subject.startswith("Du har valt ett nytt lösenord")


def test_closed_accounts_link_leads_nowhere(client):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    User.objects.update(is_active=False)

    assert "Länken gäller inte längre." in client.get(link_in(letters_to(user.email)[0])).content.decode()


@pytest.mark.parametrize("password", ["kort lösen", "password1234", "198765432109876", "anna.berg@vik"])
def test_weak_passwords_are_refused_in_words(client, password):
    user = UserFactory(email="anna.berg@vik.example", username="anna.berg@vik.example")
    client.force_login(user)

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    assert response.status_code == 200
    assert response.context["form"].errors.keys() <= {"password1", "password2"}
    assert response.context["form"].errors
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_nobody_signs_up(client):
    page = reverse("account_signup")
    words = {"email": "ny@vik.example", "password1": "sju sura saltgurkor", "password2": "sju sura saltgurkor"}

    assert "Här går det inte att skapa ett konto själv." in client.get(page).content.decode()
    assert "Här går det inte att skapa ett konto själv." in client.post(page, words).content.decode()
    assert not User.objects.exists()


def test_admins_own_login_leads_to_the_portals(client):
    response = client.get(f"{reverse('admin:index')}budget/", follow=True)

    assert response.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Fbudget%2F"
    assert "Logga in" in response.content.decode()
    assert client.get("/admin/login/").url == LOGIN
    assert client.post("/admin/login/", {"username": "anna", "password": PASSWORD}).url == LOGIN


def test_who_lacks_the_right_is_told_so_and_not_sent_in_circles(client):
    client.force_login(UserFactory(username="anna"))

    response = client.get(reverse("admin:index"), follow=True)

    assert "Du är inloggad som anna, men den sidan kräver andra rättigheter." in response.content.decode()


def test_logging_out_is_a_button(client):
    client.force_login(UserFactory())
    assert 'action="/logga-ut/"' in client.get("/").content.decode()

    assert client.get("/logga-ut/").status_code == 405
    assert client.post("/logga-ut/").url == "/"
    assert "Logga in" in client.get("/").content.decode()


@pytest.mark.parametrize(
    "name", ["a" * 5000 + "@vik.example", "anna\0@vik.example", "'; drop table auth_user", "", "å@å.å"]
)
def test_names_that_make_no_sense_are_answered_with_the_form(client, name):
    response = log_in(client, name)

    assert response.status_code == 200
    assert response.context["form"].errors
