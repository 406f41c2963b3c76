"""Login by the municipality's own provider: off until it is named, and only for those who have an account here."""

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as portal
from django.contrib.auth.models import User
from django.urls import reverse

from tests.accounts.provider import Provider, running_provider
from tests.conftest import BASE_DIR
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
START = "/logga-in/sso/till/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with running_provider({"sub": "4711", "email": "anna@vik.example", "email_verified": True}) as running:
        app = {
            "provider_id": "sso",
            "name": "Viks kommun",
            "client_id": "portalen",
            "secret": "hemligt",
            "settings": {"server_url": running.address, "fetch_userinfo": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield running


def come_back(client, provider: Provider, *, code: str = "kod", state: str | None = None):
    """Go to the provider, log in there, and follow its link back."""
    there = urlsplit(client.post(START).url)
    assert f"{there.scheme}://{there.netloc}" == provider.address
    asked = parse_qs(there.query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/logga-in/sso/fran/"]
    return client.get("/logga-in/sso/fran/", {"code": code, "state": state or asked["state"][0]})


def test_who_has_an_account_is_logged_in(client, provider):
    user = UserFactory(username="anna@vik.example")
    assert "Logga in med Viks kommun" in client.get("/logga-in/").content.decode()

    assert come_back(client, provider).url == "/mina-sidor/"

    assert client.get("/mina-sidor/").wsgi_request.user == user
    assert provider.asked[0]["code_verifier"]


def test_staff_are_asked_for_the_portals_second_factor_too(client, provider):
    TOTP.activate(UserFactory(username="anna@vik.example", secretary=True), "JBSWY3DPEHPK3PXPJBSWY3DP")

    assert come_back(client, provider).url == "/logga-in/kod/"
    assert client.get("/admin/").status_code == 302


def test_who_has_none_gets_none(client, provider):
    page = come_back(client, provider)

    words = client.get(page.url) if page.status_code == 302 else page
    assert "Har du fått en inbjudan" in words.content.decode()
    assert not User.objects.exists()
    assert client.get("/mina-sidor/").status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": "0"},
        {"email_verified": ["true"]},
        {"email": "annan@vik.example"},
        {"email": None},
        {"email": 7},
        {"sub": "x" * 400},
    ],
)
def test_address_that_the_provider_has_not_verified_opens_nothing(client, provider, changes):
    UserFactory(username="anna@vik.example")
    provider.person |= changes

    come_back(client, provider)

    assert client.get("/mina-sidor/").status_code == 302


def test_answer_without_a_name_for_the_person_is_an_error_in_words(client, provider):
    UserFactory(username="anna@vik.example")
    del provider.person["sub"]

    answer = come_back(client, provider)

    assert (answer.status_code, "svarade inte som den skulle" in answer.content.decode()) == (401, True)
    assert client.get("/mina-sidor/").status_code == 302


def test_closed_account_stays_closed(client, provider):
    UserFactory(username="anna@vik.example", is_active=False)

    come_back(client, provider)

    assert client.get("/mina-sidor/").status_code == 302


def test_answer_to_a_question_that_was_not_asked_is_refused(client, provider):
    UserFactory(username="anna@vik.example")

    assert come_back(client, provider, state="annan").status_code in (200, 401)
    assert client.get("/mina-sidor/").status_code == 302


def test_it_is_off_until_a_provider_is_named(client):
    assert portal.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] == []
    assert client.get(START).status_code == 404
    assert client.post(START).status_code == 404
    assert client.get("/logga-in/sso/fran/").status_code == 404
    assert "Logga in med" not in client.get("/logga-in/").content.decode().replace("Logga in med passnyckel", "")


READ = """
from django.conf import settings
print(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"])
print(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"])
"""


def settings_with(**environment: str) -> subprocess.CompletedProcess:
    known = {"DJANGO_SETTINGS_MODULE": "sodertorn.settings", "DATABASE_URL": "postgres://x/y"}
    return subprocess.run(
        [sys.executable, "-c", READ], env=os.environ | known | environment, cwd=BASE_DIR, capture_output=True, text=True
    )


def test_provider_is_a_setting_and_forms_may_lead_to_it():
    done = settings_with(
        OIDC_SERVER_URL="https://login.vik.example/realms/vik/", OIDC_CLIENT_ID="portalen", OIDC_CLIENT_SECRET="x"
    )

    assert done.stdout.splitlines()[0] == "https://login.vik.example/realms/vik"
    assert "'https://login.vik.example'" in done.stdout.splitlines()[1]


def test_half_a_setting_is_refused():
    assert "OIDC_SERVER_URL kräver" in settings_with(OIDC_SERVER_URL="https://login.vik.example").stderr


def test_pages_of_failure_are_in_swedish(client):
    assert "svarade inte som den skulle" in client.get(reverse("socialaccount_login_error")).content.decode()
    assert "Du är inte inloggad" in client.get(reverse("socialaccount_login_cancelled")).content.decode()
