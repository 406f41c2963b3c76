"""How many passwords can be tried, and that nobody is locked out by another's trying."""

import datetime as dt

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from sodertorn.accounts.devices import COOKIE
from tests.accounts.logging_in import CountingHasher, code, letters_to, link_in, log_in, wrong_code
from tests.factories import PASSWORD, UserFactory
from tests.unpainted import unpainted

pytestmark = pytest.mark.django_db
TOO_MANY = "För många försök."


@pytest.fixture
def counted(settings) -> list[str]:
    """The passwords that were evaluated since the user was made."""
    settings.PASSWORD_HASHERS = ["tests.accounts.logging_in.CountingHasher"]
    CountingHasher.hashed.clear()
    return CountingHasher.hashed


@pytest.fixture
def victim(counted):
    user = UserFactory(username="anna.berg@vik.example", email="anna.berg@vik.example")
    counted.clear()
    return user


@pytest.fixture
def client_of_attacker() -> Client:
    return Client()


VARIANTS = ["anna.berg@vik.example", "Anna.Berg@VIK.example", " anna.berg@vik.example ", "ANNA.BERG@vik.EXAMPLE"]


def test_of_200_wrong_passwords_at_most_ten_are_evaluated(client, victim, counted):
    """From ever new addresses, with the name in all its variants."""
    with unpainted():
        for number in range(200):
            log_in(client, VARIANTS[number % 4], f"gissning {number}", address=f"10.0.{number // 250}.{number % 250}")

    assert len(counted) == 5
    assert TOO_MANY in log_in(client, victim).content.decode()


@unpainted()
def test_of_many_names_tried_from_one_address_at_most_ten_are_evaluated(client, counted):
    for number in range(40):
        log_in(client, f"anna{number}@vik.example", "Sommaren2017", address="10.0.0.1")

    assert len(counted) == 10


@unpainted()
def test_forged_forwarding_headers_are_not_believed(client, counted):
    for number in range(40):
        client.post(
            "/logga-in/",
            {"login": f"anna{number}@vik.example", "password": "Sommaren2017"},
            headers={
                "X-Forwarded-For": f"10.9.9.{number}",
                "X-Real-IP": f"10.9.9.{number}",
                "Forwarded": "for=1.2.3.4",
            },
        )

    assert len(counted) == 10


@unpainted()
def test_behind_a_proxy_only_the_address_that_it_added_counts(client, counted, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(40):
        client.post(
            "/logga-in/",
            {"login": f"anna{number}@vik.example", "password": "Sommaren2017"},
            headers={"X-Forwarded-For": f"10.9.9.{number}, 192.0.2.7"},
        )

    assert len(counted) == 10


@unpainted()
def test_addresses_of_one_ipv6_network_count_as_one(client, counted):
    for number in range(40):
        log_in(client, f"anna{number}@vik.example", "Sommaren2017", address=f"2001:db8::{number:x}")

    assert len(counted) == 10


@unpainted()
def test_other_hosts_names_of_the_portal_share_the_limit(client, victim, counted, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    for number in range(20):
        host = "a.example" if number % 2 else "b.example"
        client.post(
            "/logga-in/",
            {"login": victim.email, "password": "fel"},
            headers={"Host": host},
            REMOTE_ADDR=f"10.0.0.{number}",
        )

    assert len(counted) == 5


@unpainted()
def attack(client, victim, times=20):
    for number in range(times):
        log_in(client, victim, f"gissning {number}", address=f"10.1.1.{number}")


def test_browser_that_knows_the_account_is_not_locked_out_by_others(client, client_of_attacker, victim, counted):
    log_in(client, victim)
    client.post("/logga-ut/")
    attack(client_of_attacker, victim)

    assert TOO_MANY in log_in(client_of_attacker, victim).content.decode()
    assert log_in(client, victim).status_code == 302


@unpainted()
def test_browser_that_knows_the_account_has_limits_of_its_own(client, victim, counted):
    log_in(client, victim)
    client.post("/logga-ut/")
    counted.clear()

    for number in range(50):
        log_in(client, victim, f"gissning {number}", address=f"10.2.2.{number}")

    assert len(counted) == 5


def test_new_password_forgets_the_browsers_of_whoever_knew_the_old_one(client, victim, counted):
    log_in(client, victim)
    client.post("/logga-ut/")
    victim.set_password("sju sura saltgurkor")
    victim.save()
    attack(Client(), victim)
    counted.clear()

    attack(client, victim)

    assert counted == []


def test_new_password_lets_the_owner_type_codes_again(client, client_of_attacker, victim):
    TOTP.activate(victim, "JBSWY3DPEHPK3PXPJBSWY3DP")
    log_in(client_of_attacker, victim)
    for _ in range(6):
        client_of_attacker.post("/logga-in/kod/", {"code": wrong_code("JBSWY3DPEHPK3PXPJBSWY3DP")})
    client.post(reverse("account_reset_password"), {"email": victim.email})
    page = client.get(link_in(letters_to(victim.email)[0])).url

    client.post(page, {"password1": "sju sura gurkor", "password2": "sju sura gurkor"})

    answer = client.post("/logga-in/kod/", {"code": code("JBSWY3DPEHPK3PXPJBSWY3DP")})
    assert answer.url == "/mina-sidor/"


def test_one_known_browser_uses_up_no_other(client, client_of_attacker, victim):
    for browser in (client, client_of_attacker):
        log_in(browser, victim)
        browser.post("/logga-ut/")

    attack(client_of_attacker, victim)

    assert log_in(client, victim).status_code == 302


def test_cookie_of_a_known_browser_helps_with_no_other_account(client, client_of_attacker, victim, counted):
    log_in(client, UserFactory())
    client.post("/logga-ut/")
    attack(client_of_attacker, victim)
    counted.clear()

    attack(client, victim)

    assert counted == []


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "\x7f", "eyJh:1:2" * 500])
def test_made_up_cookies_are_no_known_browser(client, victim, counted, value):
    client.cookies[COOKIE] = value
    attack(client, victim, times=12)

    assert len(counted) == 5


def test_who_is_locked_out_chooses_a_new_password_by_mail_and_is_in(client, client_of_attacker, victim):
    attack(client_of_attacker, victim)
    assert TOO_MANY in log_in(client, victim).content.decode()
    client.post(reverse("account_reset_password"), {"email": victim.email})
    page = client.get(link_in(letters_to(victim.email)[0])).url

    assert client.post(page, {"password1": "sju sura gurkor", "password2": "sju sura gurkor"}).url == "/mina-sidor/"

    client.post("/logga-ut/")
    attack(client_of_attacker, victim)
    assert log_in(client, victim, "sju sura gurkor").status_code == 302


def test_limit_passes_with_time(client, victim, counted):
    attack(client, victim)
    for key, history in histories():
        cache.set(key, [moment - dt.timedelta(minutes=6).total_seconds() for moment in history], 86400)

    assert log_in(client, victim).status_code == 302


def histories() -> list[tuple[str, list[float]]]:
    """What the limits have counted, as the library keeps it in the portal's own table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM portal_cache WHERE cache_key LIKE '%%login_failed%%'")
        keys = [row[0].partition("1:")[2] for row in cursor.fetchall()]
    return [(key, cache.get(key)) for key in keys if cache.get(key)]


@unpainted()
def test_right_passwords_are_not_counted(client, victim):
    for _ in range(12):
        assert log_in(client, victim).status_code == 302
        client.post("/logga-ut/")
        client.cookies.clear()


def test_password_typed_wrong_four_times_still_opens(client, victim):
    for _ in range(4):
        log_in(client, victim, "fel")

    assert log_in(client, victim, PASSWORD).status_code == 302


@unpainted()
def test_letters_to_one_address_are_few(client, victim):
    page = reverse("account_reset_password")
    answers = [
        client.post(page, {"email": VARIANTS[number % 4]}, REMOTE_ADDR=f"10.3.3.{number}").status_code
        for number in range(12)
    ]

    assert answers == [302] * 5 + [429] * 7
    assert len(letters_to(victim.email)) == 5


@unpainted()
def test_letters_asked_for_from_one_address_are_few(client):
    page = reverse("account_reset_password")
    for number in range(30):
        client.post(page, {"email": f"anna{number}@vik.example"})

    assert Email.objects.count() == 10
