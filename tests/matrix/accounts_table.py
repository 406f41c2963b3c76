"""Who gets what at the login, and of one's own account."""

from __future__ import annotations

from tests.matrix.answers import MISSING, OPEN, READ_ONLY, Answer, Answers, Table, account, all_get, to
from tests.matrix.asking import LOGIN, SECOND_STEP
from tests.matrix.roles import ADMINISTRATOR, HALF, SECRETARIAT, STAFF

STAFF_ROLES = (ADMINISTRATOR, SECRETARIAT, STAFF)
PASSWORD, CONFIRM = to("account_change_password"), to("account_reauthenticate")
FORGOTTEN = to("account_reset_password")


def with_half(answers: Answers, answer: Answer) -> Answers:
    """Where those who have shown no second factor come too: to get one, and to leave."""
    return answers | {HALF: answer}


AT_HOME = account(to("calendar:my-pages"), **dict.fromkeys(STAFF_ROLES, to("desk")))
"""Who is logged in has no business there, and comes to their first page."""

LOGGING_IN: Table = {
    "account_login": {"-": (with_half(OPEN, 200), with_half(OPEN, 200))},
    "account_logout": {"-": (with_half(READ_ONLY, 405), with_half(all_get(to("home")), to("home")))},
    # Nobody makes an account of their own: the page says so.
    "account_signup": {"-": (OPEN, OPEN)},
    "account_inactive": {"-": (OPEN, READ_ONLY)},
    "account_reset_password": {"-": (OPEN, OPEN)},
    "account_reset_password_done": {"-": (OPEN, READ_ONLY)},
    # A valid link leads to the same page without the secret; a forged one to a page that says that it isn't valid.
    "account_reset_password_from_key": {
        "link valid": (
            all_get(to("account_reset_password_from_key")),
            all_get(to("account_reset_password_from_key")),
        ),
        "link forged": (OPEN, OPEN),
    },
    "invitation": {
        "link valid": (all_get(to("invitation")), all_get(to("invitation"))),
        "link forged": (OPEN, OPEN),
    },
    "mfa_authenticate": {"-": (AT_HOME, AT_HOME)},
    "mfa_login_webauthn": {"-": (all_get(LOGIN), all_get(LOGIN))},
    # No provider is named in the settings.
    "openid_connect_login": {"-": (MISSING, MISSING)},
    "openid_connect_callback": {"-": (MISSING, MISSING)},
    "socialaccount_login_cancelled": {"-": (OPEN, READ_ONLY)},
    "socialaccount_login_error": {"-": (all_get(401), READ_ONLY)},
    "socialaccount_signup": {"-": (all_get(LOGIN), all_get(LOGIN))},
}

CONFIRMING: Table = {
    "account_reauthenticate": {"-": (with_half(account(200), 200), with_half(account(200), 200))},
    # Who has no codes confirms by password.
    "mfa_reauthenticate": {"-": (with_half(account(CONFIRM), CONFIRM), with_half(account(CONFIRM), CONFIRM))},
    # All but the last have a passkey. Nothing is posted, so the page is shown again.
    "mfa_reauthenticate_webauthn": {"-": (with_half(account(200), CONFIRM), with_half(account(LOGIN), CONFIRM))},
}

OWN: Table = {
    "account_change_password": {"-": (account(200), account(200))},
    "account_set_password": {"-": (all_get(FORGOTTEN), all_get(FORGOTTEN))},
    "usersessions_list": {"-": (account(200), account(to("usersessions_list")))},
    "mfa_index": {"-": (with_half(account(200), 200), with_half(account(405), 405))},
    "mfa_activate_totp": {"-": (with_half(account(200), 200), with_half(account(200), 200))},
    # Nobody here has an app or codes that could be shown or taken away.
    "mfa_deactivate_totp": {"-": (account(404), account(404))},
    "mfa_view_recovery_codes": {"-": (account(404), account(405))},
    "mfa_generate_recovery_codes": {"-": (account(200), account(to("mfa_view_recovery_codes")))},
    "mfa_download_recovery_codes": {"-": (account(404), account(404))},
    "mfa_list_webauthn": {"-": (account(200), account(405))},
    "mfa_add_webauthn": {"-": (with_half(account(200), 200), with_half(account(200), 200))},
    "mfa_edit_webauthn": {
        "own key": (account(200), account(200)),
        "another's key": (account(404), account(404)),
        "missing": (account(404), account(404)),
    },
    # Staff keep their only one: they come back to where second factors are, with the reason.
    "mfa_remove_webauthn": {
        "own key": (account(200), account(to("mfa_list_webauthn"), **dict.fromkeys(STAFF_ROLES, SECOND_STEP))),
        "another's key": (account(404), account(404)),
        "missing": (account(404), account(404)),
    },
    "socialaccount_connections": {"-": (account(200), account(200))},
}

TABLE: Table = LOGGING_IN | CONFIRMING | OWN
