"""Settings of the portal: all that differs between machines is read from the environment here, at the top."""

import datetime as dt
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sodertorn.embedded_postgres import local_secret_key, var_dir

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What the environment says. .env.example explains every name. ---------------------------------------------
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

PORTAL_ENV = env("PORTAL_ENV", default="local")
if PORTAL_ENV not in {"local", "production"}:
    raise ImproperlyConfigured(f"PORTAL_ENV är ”{PORTAL_ENV}” men ska vara local eller production.")
IS_PRODUCTION = PORTAL_ENV == "production"

_required = ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"] if IS_PRODUCTION else ["DATABASE_URL"]
_missing = [name for name in _required if not env(name, default="").strip()]
if _missing:
    raise ImproperlyConfigured(
        f"Portalen startar inte: {', '.join(_missing)} saknas i miljön. Se .env.example, "
        "eller kör make run för en portal med egen databas på den här datorn."
    )

VAR_DIR = var_dir()
# A portal without PORTAL_ENV=production answers to this machine's own names only, so it can't be put online by mistake.
SECRET_KEY = env("SECRET_KEY") if IS_PRODUCTION else env("SECRET_KEY", default="") or local_secret_key(VAR_DIR)
# Earlier keys, which still open what they have locked: links in letters, and the secrets of second factors.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS") if IS_PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": env.db_url("DATABASE_URL")}
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTS_PROXY_HEADERS = env.bool("TRUSTS_PROXY_HEADERS", default=False)
# How many proxies of ours add to X-Forwarded-For: the address that login limits count by is that many from its end.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if TRUSTS_PROXY_HEADERS else 0)
# Single sign-on by OpenID Connect, when the municipality's provider is named here.
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="").rstrip("/")
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env("OIDC_NAME", default="") or "kommunens inloggning"
if OIDC_SERVER_URL and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured("OIDC_SERVER_URL kräver OIDC_CLIENT_ID och OIDC_CLIENT_SECRET.")
# The day the portal believes it is (ISO date), for demos of a past year. Empty: the real clock.
try:
    PORTAL_TODAY = dt.date.fromisoformat(env("PORTAL_TODAY")) if env("PORTAL_TODAY", default="") else None
except ValueError as error:
    raise ImproperlyConfigured(f"PORTAL_TODAY är inget datum: {error}. Skriv till exempel 2017-01-16.") from None
LOG_LEVEL = env("LOG_LEVEL", default="INFO")
MEDIA_ROOT = Path(env("MEDIA_ROOT", default="") or VAR_DIR / "media")
# How mail leaves: smtp+tls://user:password@host:587 in production; without it mail is written to the log.
EMAIL_URL = env("EMAIL_URL", default="") or "consolemail://"
MAIL_FROM = env("MAIL_FROM", default="") or "portalen@localhost"
# Where the portal is found, for the links in mails: a mail is made by a command, which has no request.
PORTAL_URL = (
    env("PORTAL_URL", default="")
    or (f"https://{ALLOWED_HOSTS[0]}" if IS_PRODUCTION else f"http://127.0.0.1:{env('PORT', default='') or 8000}")
).rstrip("/")

# --- The site. ------------------------------------------------------------------------------------------------
DEBUG = False
INSTALLED_APPS = [
    "django.contrib.admin",
    "sodertorn.accounts.apps.AccountsConfig",  # django.contrib.auth
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "csp",
    "post_office",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "committee",
    "calendar_app",
    "budget",
    "sodertorn",
]
MIDDLEWARE = [
    "sodertorn.middleware.answer_health_checks",
    "sodertorn.middleware.refuse_nul",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "committee.history.context.KnownToTheHistory",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sodertorn.accounts.middleware.end_what_has_lapsed",
    "committee.middleware.know_the_reader_and_the_day",
    "sodertorn.accounts.middleware.ask_staff_for_a_second_factor",
]
ROOT_URLCONF = "sodertorn.urls"
WSGI_APPLICATION = "sodertorn.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that our own widgets have templates too
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "committee.context.cooperation_and_clock",
            ],
            "builtins": ["committee.templatetags.swedish", "sodertorn.templatetags.menu"],
        },
    }
]

# --- The database. --------------------------------------------------------------------------------------------
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who does something is noted of what changes things; a page that is only read changes nothing.
PGHISTORY_MIDDLEWARE_METHODS = ("POST",)

# --- Language and time. ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = "sodertorn.formats"

# --- Static files. --------------------------------------------------------------------------------------------
# A budget of thousands of lines is followed up in one form: two amounts a line, and what they were before.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
WHITENOISE_AUTOREFRESH = not IS_PRODUCTION

# --- Mail: what is to be sent waits in the database, and `manage.py send_mail` drains it. -------------------
vars().update(env.email_url_config(EMAIL_URL))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
EMAIL_TIMEOUT = 20
POST_OFFICE = {
    "MESSAGE_ID_ENABLED": True,
    "LOG_LEVEL": 1,
    "BATCH_SIZE": 50,
    "MAX_RETRIES": 5,
    "RETRY_INTERVAL": dt.timedelta(minutes=2),
}

# --- Login: django-allauth, with the house's words and rules in sodertorn/accounts. ----------------------------
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # invitations are read after the weekend
ACCOUNT_ADAPTER = "sodertorn.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed by the adapter; allauth wants them named
# Whoever appoints someone vouches for the address, and the invitation that is sent there is the proof.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # whoever lacks a right is told so there, not sent in circles
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the second factor is asked for all the same
ACCOUNT_USER_DISPLAY = "sodertorn.accounts.names.display_name"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # seconds; so long someone who has shown who they are needn't again
# Wrong passwords: per address, and per account wherever they come from. A browser that has been logged in to the
# account before counts by itself (sodertorn/accounts/devices.py), so nobody can lock its owner out.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",
    "login_failed_in_known_browser": "5/5m/key,50/d/key",
    # By whoever sits at a computer where someone else is logged in.
    "reauthenticate": "10/m/user,50/d/user",
    "change_password": "5/m/user,50/d/user",
    # Each asks for a letter to be sent. Who is asked for too often has the letters already.
    "reset_password": "10/m/ip,50/d/ip,5/h/key",
}
ACCOUNT_FORMS = {
    "login": "sodertorn.accounts.forms.LoginForm",
    "user_token": "sodertorn.accounts.forms.LinkForm",
    "reset_password": "sodertorn.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "sodertorn.accounts.forms.NewPasswordForm",
    "change_password": "sodertorn.accounts.forms.ChangePasswordForm",
    "reauthenticate": "sodertorn.accounts.forms.ConfirmPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "sodertorn.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # clocks differ, and people type slowly
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
MFA_FORMS = {
    "authenticate": "sodertorn.accounts.forms.CodeForm",
    "reauthenticate": "sodertorn.accounts.forms.ConfirmCodeForm",
    "activate_totp": "sodertorn.accounts.forms.FirstCodeForm",
    "add_webauthn": "sodertorn.accounts.forms.AddKeyForm",
    "edit_webauthn": "sodertorn.accounts.forms.NameKeyForm",
}
SOCIALACCOUNT_ADAPTER = "sodertorn.accounts.adapters.SingleSignOnAdapter"
# A login by the provider is the account with the same address, if the provider says that it has verified it.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_SERVER_URL, "fetch_userinfo": True},
            }
        ]
        if OIDC_SERVER_URL
        else [],
    }
}
# How long a login lasts without being used, and at most: shorter for those who can change things.
SESSION_LIMITS = {
    "staff": (dt.timedelta(hours=2), dt.timedelta(hours=12)),
    "others": (dt.timedelta(days=7), dt.timedelta(days=30)),
}
SESSION_COOKIE_AGE = int(SESSION_LIMITS["others"][1].total_seconds())
# What login limits count in: shared by all web processes, and large enough that names made up can't push others out.
CACHES = {
    "default": env.cache_url("CACHE_URL")
    if env("CACHE_URL", default="")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# --- Safety. --------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A login that begins as a form here goes on to the provider.
        "form-action": [
            SELF,
            *(["{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL))] if OIDC_SERVER_URL else []),
        ],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
if TRUSTS_PROXY_HEADERS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Every scanner that guesses a host name would otherwise leave a traceback.
    "loggers": {
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "pikepdf": {"level": "WARNING"},
        "post_office": {"level": "WARNING", "handlers": ["console"], "propagate": False},
    },
}
