"""Settings of the portal: all that differs between machines is read from the environment here, at the top."""

import datetime as dt
from pathlib import Path

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
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS") if IS_PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": env.db_url("DATABASE_URL")}
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTS_PROXY_HEADERS = env.bool("TRUSTS_PROXY_HEADERS", default=False)
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
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "csp",
    "post_office",
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
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "committee.middleware.know_the_reader_and_the_day",
]
ROOT_URLCONF = "sodertorn.urls"
WSGI_APPLICATION = "sodertorn.wsgi.application"
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
POST_OFFICE = {"MESSAGE_ID_ENABLED": True, "LOG_LEVEL": 1, "BATCH_SIZE": 50}

# --- Login. ---------------------------------------------------------------------------------------------------
LOGIN_URL = "login"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]

# --- Safety. --------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
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
    },
}
