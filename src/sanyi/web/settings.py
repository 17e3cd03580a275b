"""Django's settings. Everything that differs between offices comes from the environment.

``SANYI_HOME`` is the folder that holds all of an office's data; ``DATABASE_URL`` names PostgreSQL
where SQLite is not enough.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from sanyi.web.base.home import secret_key

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("SANYI_HOME", "sanyi-home")).resolve()

DEBUG = os.environ.get("SANYI_DEBUG") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = [
    h for h in os.environ.get("SANYI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h
]
ROOT_URLCONF = "sanyi.web.urls"
WSGI_APPLICATION = "sanyi.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "sanyi.web.base",
    "sanyi.web.units",
    "sanyi.web.acts",
    "sanyi.web.papers",
    "sanyi.web.ledgers",
    "sanyi.web.mytasks",
    "sanyi.web.supervision",
    "sanyi.web.consultations",
    "sanyi.web.figures",
    "sanyi.web.mechanisms",
    "sanyi.web.data",
    "sanyi.web.home",
    "sanyi.web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "sanyi.web.base.masking.ContactsMiddleware",  # below: all that a view or a problem answers
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sanyi.web.base.rates.RateMiddleware",
    "sanyi.web.base.middleware.IdleMiddleware",
    "sanyi.web.base.middleware.FirstPasswordMiddleware",
    "sanyi.web.base.middleware.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sanyi.web.base.context.desks",
            ],
        },
    }
]

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=15000;"
DATABASES = {
    "default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)
    if os.environ.get("DATABASE_URL")
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "sanyi.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"init_command": SQLITE_PRAGMAS, "transaction_mode": "IMMEDIATE"},
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = os.environ.get("SANYI_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # static files lie in the package: no step of collecting
WHITENOISE_MAX_AGE = 86400
# uploaded files stand outside anything that is served; views hand them out one by one
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MAX_UPLOAD_BYTES = 50 * 1024 * 1024

AUTH_USER_MODEL = "units.Person"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": "sanyi.web.base.passwords.MixedCharactersValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
# the account is locked, whatever address the guesses come from
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "base/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# requests a minute: of one person reading, of one person acting, of one address before the login
RATES = {"read": "600/minute", "write": "120/minute", "stranger": "120/minute"}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_SECONDS = int(os.environ.get("SANYI_IDLE_SECONDS", "1800"))
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sanyi.web.base.views.refused_form"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
_HTTPS = os.environ.get("SANYI_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

EMAIL_HOST = os.environ.get("SANYI_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SANYI_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SANYI_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SANYI_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SANYI_SMTP_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("SANYI_MAIL_FROM", "sanyi@localhost")

# what a page tells the next one stays on the server: a cookie would carry it past the door
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DJANGO_TABLES2_TEMPLATE = "base/table.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "sanyi.web.base.logs.MaskedFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
