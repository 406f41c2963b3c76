"""The second step: asked of staff before anything else, kept for as long as they are staff, and used once."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sodertorn.accounts.operations import set_roles
from sodertorn.demo import SECRET, code_for
from tests.accounts.logging_in import code, letters_to, log_in, wrong_code
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
INDEX, STEP = "/mina-sidor/andra-steget/", "/logga-in/kod/"


def get_app(client: Client) -> str:
    """Set up an app by hand, as its page says; returns its secret."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    response = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return secret


def codes_shown(client: Client) -> list[str]:
    return re.findall(r"<li><code>(\d+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())


@pytest.mark.parametrize("page", ["/admin/", "/mina-sidor/", "/", "/kalender/", "/mina-sidor/inloggningar/"])
def test_staff_without_a_second_factor_are_led_to_get_one(client, page):
    log_in(client, UserFactory(secretary=True))

    assert client.get(page).url == INDEX
    assert client.post(page).url == INDEX
    assert "Du som redigerar behöver ett andra steg" in client.get(INDEX).content.decode()


def test_member_needs_none(client):
    log_in(client, UserFactory())

    assert client.get("/mina-sidor/").status_code == 200


def test_staff_set_up_an_app_and_log_in_with_it(client, django_capture_on_commit_callbacks):
    user = UserFactory(secretary=True)
    log_in(client, user)
    with django_capture_on_commit_callbacks(execute=True):
        secret = get_app(client)

    assert client.get("/admin/").status_code == 200
    assert len(set(codes_shown(client))) == 10
    assert letters_to(user.email)[0].subject.startswith("Ditt konto har fått engångskoder")

    client.post("/logga-ut/")
    assert log_in(client, user).url == STEP
    assert client.get("/admin/").status_code == 302
    wrong = client.post(STEP, {"code": wrong_code(secret)})
    assert "Det stämmer inte." in wrong.content.decode()
    assert client.post(STEP, {"code": code(secret)}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_code_is_taken_once(client):
    user = UserFactory(secretary=True)
    log_in(client, user)
    secret = get_app(client)
    shown = code(secret)
    for _ in range(2):
        client.post("/logga-ut/")
        log_in(client, user)
        response = client.post(STEP, {"code": shown})

    assert "Det stämmer inte." in response.content.decode()
    assert client.get("/admin/").status_code == 302


def test_code_is_taken_once_also_after_its_half_minute(client):
    """django-allauth forgets a used code after half a minute, though it goes on taking it for a while."""
    user = UserFactory(secretary=True)
    log_in(client, user)
    secret = get_app(client)
    shown = code(secret)
    client.post("/logga-ut/")
    log_in(client, user)
    assert client.post(STEP, {"code": shown}).status_code == 302
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={shown}")
    client.post("/logga-ut/")
    log_in(client, user)

    assert client.post(STEP, {"code": shown}).status_code == 200


def test_recovery_code_opens_once(client):
    user = UserFactory(secretary=True)
    log_in(client, user)
    get_app(client)
    spare = codes_shown(client)[0]

    answers = []
    for _ in range(2):
        client.post("/logga-ut/")
        log_in(client, user)
        answers.append(client.post(STEP, {"code": spare}).status_code)

    assert answers == [302, 200]


def test_guessing_codes_ends_after_five(client):
    user = UserFactory(secretary=True)
    log_in(client, user)
    secret = get_app(client)
    client.post("/logga-ut/")
    log_in(client, user)
    for _ in range(5):
        client.post(STEP, {"code": wrong_code(secret)})

    assert client.post(STEP, {"code": code(secret)}).status_code == 200
    assert client.get("/admin/").status_code == 302


def test_staff_keep_their_last_second_factor(client):
    user = UserFactory(secretary=True)
    log_in(client, user)
    get_app(client)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert "Du som redigerar behöver ett andra steg." in response.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_staff_keep_a_passkey_that_is_the_last(client):
    user = UserFactory(secretary=True)
    client.force_login(user)
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Blå", "credential": {}})

    response = client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)

    assert "Lägg till ett annat först." in response.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_others_keys_are_not_there(client):
    key = Authenticator.objects.create(user=UserFactory(), type="webauthn", data={"name": "Blå", "credential": {}})
    client.force_login(UserFactory())

    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.post(reverse(name, args=[key.pk]), {"name": "Min"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Blå"


def test_getting_one_logs_out_whoever_was_logged_in_without(client):
    user = UserFactory(secretary=True)
    thief = Client()
    log_in(thief, user)
    log_in(client, user)

    get_app(client)

    assert thief.get(INDEX).status_code == 302
    assert thief.get("/admin/").url == "/admin/login/?next=/admin/"


def test_member_who_is_made_secretary_logs_in_anew_and_gets_one(client):
    user = UserFactory()
    log_in(client, user)
    client.get("/mina-sidor/")

    set_roles(user, ["Sekretariat"])

    assert client.get("/admin/").status_code == 302
    log_in(client, user)
    assert client.get("/admin/").url == INDEX


def test_secrets_are_unreadable_in_the_database(client):
    user = UserFactory(secretary=True)
    log_in(client, user)
    secret = get_app(client)
    spare = codes_shown(client)[0]

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert spare not in stored


def test_code_typed_late_is_taken_and_an_old_one_is_not(client):
    user = UserFactory(secretary=True)
    log_in(client, user)
    secret = get_app(client)
    client.post("/logga-ut/")
    log_in(client, user)

    assert client.post(STEP, {"code": code(secret, at=time.time() - 120)}).status_code == 200
    assert client.post(STEP, {"code": code(secret, at=time.time() - 25)}).status_code == 302


def test_only_the_demos_own_secret_is_ever_shown(client, settings):
    other, demo = UserFactory(secretary=True), UserFactory(secretary=True)
    TOTP.activate(other, "JBSWY3DPEHPK3PXPJBSWY3DP")
    TOTP.activate(demo, SECRET)
    log_in(client, demo)
    assert code_for(demo) in client.get(STEP).content.decode()

    assert (code_for(other), code_for(UserFactory())) == ("", "")
    settings.IS_PRODUCTION = True
    assert code_for(demo) == ""
    assert "demo-code" not in client.get(STEP).content.decode()


def test_changing_what_protects_the_account_asks_again_who_it_is(client):
    user = UserFactory()
    log_in(client, user)
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()

    assert client.get(reverse("mfa_activate_totp")).url.startswith("/logga-in/bekrafta/?next=")
    answer = client.post("/logga-in/bekrafta/", {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    assert answer.url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert User.objects.get() == user


def test_changed_secret_key_keeps_second_factors_while_the_old_one_is_named(client, settings):
    user = UserFactory(secretary=True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DP")
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "en ny hemlighet" * 5, [old]
    log_in(client, user)
    assert client.post(STEP, {"code": code("JBSWY3DPEHPK3PXPJBSWY3DP")}).status_code == 302

    settings.SECRET_KEY_FALLBACKS = []
    stranger = Client()
    log_in(stranger, user)
    assert stranger.post(STEP, {"code": code("JBSWY3DPEHPK3PXPJBSWY3DP", at=time.time() + 30)}).status_code == 200


def test_who_it_is_can_be_shown_by_a_code_too(client):
    user = UserFactory(secretary=True)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DP")
    client.force_login(user)
    page = "/logga-in/bekrafta/kod/"
    assert "Bekräfta att det är du" in client.get(page).content.decode()

    answer = client.post(page, {"code": code("JBSWY3DPEHPK3PXPJBSWY3DP"), "next": "/admin/"})

    assert answer.url == "/admin/"
