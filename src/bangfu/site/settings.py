"""Settings of the site, from the environment alone; docs/modules/site.md tells each.

DATABASE_URL: the site's own role. BANGFU_HOME: the folder of keys, uploads and logs. BANGFU_HOSTS: names the site
answers to. BANGFU_HTTPS: 1 behind TLS. BANGFU_TODAY: the day a demo stands on. BANGFU_JUDGE: where the judge listens.
BANGFU_METRICS_TOKEN: who may read /metrics from elsewhere.
BANGFU_URL: how links in mails begin. BANGFU_MAIL_HOST, _PORT, _USER, _PASSWORD, _FROM, _TLS (ssl, starttls, none): mail.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pghistory
from psycopg.conninfo import conninfo_to_dict

from bangfu.site.keys import keys_at
from bangfu.site.operations.logs import configuration

HERE = Path(__file__).parent
HOME = Path(os.environ.get("BANGFU_HOME", "var")).resolve()
KEYS = keys_at(HOME / "keys.json")
SECRET_KEY = KEYS.signing
HTTPS = os.environ.get("BANGFU_HTTPS") == "1"
BANGFU_TODAY = os.environ.get("BANGFU_TODAY", "")
METRICS_TOKEN = os.environ.get("BANGFU_METRICS_TOKEN", "")
BANGFU_JUDGE = os.environ.get("BANGFU_JUDGE", "127.0.0.1:8461")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("BANGFU_HOSTS", "127.0.0.1 localhost [::1]").split()

INSTALLED_APPS = [
    "bangfu.site.web",
    "bangfu.site.roster",
    "bangfu.site.workdays",
    "bangfu.site.ledger",
    "bangfu.site.duties",
    "bangfu.site.attendance",
    "bangfu.site.supervision",
    "bangfu.site.rectification",
    "bangfu.site.cases",
    "bangfu.site.checklists",
    "bangfu.site.papers",
    "bangfu.site.disclosure",
    "bangfu.site.tips",
    "bangfu.site.operations",
    "bangfu.site.api",
    "bangfu.site.notices",
    "bangfu.site.supervision.signals",
    "bangfu.site.selfreviews",
    "bangfu.site.household",
    "bangfu.site.personal",
    "bangfu.site.accountability",
    "bangfu.site.assessment",
    "bangfu.site.allowances",
    "bangfu.site.honours",
    "bangfu.site.fund",
    "bangfu.site.measures",
    "bangfu.site.groups",
    "bangfu.site.exits",
    "bangfu.site.identification",
    "bangfu.site.studio",
    "bangfu.site.burden",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_cotton",
    "django_filters",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "bangfu.site.operations.requests.requests",
    "django.middleware.security.SecurityMiddleware",
    "bangfu.site.web.middleware.protect.headers",
    "bangfu.site.web.middleware.intake.intake",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bangfu.site.web.middleware.scope.scope",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bangfu.site.web.middleware.protect.body",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bangfu.site.api.bearer.bearer",
    "bangfu.site.web.middleware.access.access",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "bangfu.site.urls"
WSGI_APPLICATION = "bangfu.site.wsgi.application"


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: str(parts.pop(key, "")) for name, key in named.items()},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "bangfu", "prepare_threshold": 5, **parts},
        "TEST": {"MIGRATE": True},
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql://bangfu_app@127.0.0.1/bangfu"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [HERE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bangfu.site.web.context.shell",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "bangfu.site.web.templatetags.marks",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# Sign-in
AUTH_USER_MODEL = "web.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "bangfu.site.web.signin.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "bangfu.site.web.signin.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins stand in the log of acts, which nobody changes
AXES_CLIENT_IP_CALLABLE = "bangfu.site.web.limits.address"
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Bangfu"

# Sessions end after 30 idle minutes and at the latest with the day.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "bangfu.site.web.views.errors.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]  # asked by this machine itself, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 << 20

# Languages and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Files
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "web" / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Change history: who and why stand in every event; events are added and never changed.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True

# Mail: none is sent where no server is named.
_MAIL = {
    k: os.environ.get(f"BANGFU_MAIL_{k}", "") for k in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "TLS")
}
BANGFU_URL = os.environ.get("BANGFU_URL", f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}")
EMAIL_HOST = _MAIL["HOST"]
EMAIL_USE_SSL = EMAIL_HOST != "" and _MAIL["TLS"] in ("", "ssl")
EMAIL_USE_TLS = _MAIL["TLS"] == "starttls"
EMAIL_PORT = int(_MAIL["PORT"] or (465 if EMAIL_USE_SSL else 25))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL["USER"], _MAIL["PASSWORD"]
EMAIL_FROM = _MAIL["FROM"] or _MAIL["USER"] or f"bangfu@{EMAIL_HOST}"
EMAIL_TIMEOUT = 10

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = configuration()
