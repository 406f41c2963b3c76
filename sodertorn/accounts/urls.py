"""Addresses of login and of one's own account. The names are django-allauth's, which it finds them by."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as single_sign_on
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from sodertorn.accounts import views

KEY = r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
"""What ties a letter's link to one account and one moment."""

urlpatterns = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", require_POST(account.logout), name="account_logout"),
    path("logga-in/nytt-konto/", account.signup, name="account_signup"),
    path("logga-in/stangt/", account.account_inactive, name="account_inactive"),
    path("logga-in/glomt-losenord/", account.password_reset, name="account_reset_password"),
    path("logga-in/glomt-losenord/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(f"^logga-in/nytt-losenord/{KEY}", account.password_reset_from_key, name="account_reset_password_from_key"),
    re_path(f"^logga-in/valkommen/{KEY}", views.AcceptInvitation.as_view(), name="invitation"),
    path("logga-in/kod/", views.Authenticate.as_view(), name="mfa_authenticate"),
    path("logga-in/nyckel/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("logga-in/bekrafta/kod/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("logga-in/bekrafta/nyckel/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("logga-in/<slug:provider_id>/till/", openid_connect.login, name="openid_connect_login"),
    path("logga-in/<slug:provider_id>/fran/", views.single_sign_on, name="openid_connect_callback"),
    path("logga-in/avbruten/", single_sign_on.login_cancelled, name="socialaccount_login_cancelled"),
    path("logga-in/fel/", single_sign_on.login_error, name="socialaccount_login_error"),
    path("logga-in/utan-konto/", single_sign_on.signup, name="socialaccount_signup"),
    path("mina-sidor/losenord/", account.password_change, name="account_change_password"),
    # An account without a password gets its first as one that has forgotten it does: by mail, not by a session alone.
    path(
        "mina-sidor/losenord/forsta/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("mina-sidor/inloggningar/", views.my_sessions, name="usersessions_list"),
    path("mina-sidor/andra-steget/", second_factor.index, name="mfa_index"),
    path("mina-sidor/andra-steget/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("mina-sidor/andra-steget/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("mina-sidor/andra-steget/reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("mina-sidor/andra-steget/reservkoder/nya/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("mina-sidor/andra-steget/reservkoder.txt", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("mina-sidor/andra-steget/nycklar/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("mina-sidor/andra-steget/nycklar/ny/", views.AddKey.as_view(), name="mfa_add_webauthn"),
    path("mina-sidor/andra-steget/nycklar/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("mina-sidor/andra-steget/nycklar/<int:pk>/ta-bort/", views.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("mina-sidor/andra-inloggningar/", single_sign_on.connections, name="socialaccount_connections"),
]
