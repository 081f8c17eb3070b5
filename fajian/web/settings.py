"""Every setting of the web application; a site changes them by environment variables only.

FAJIAN_DATA      folder of everything this installation keeps (database, files, keys); default ./var
DATABASE_URL     postgresql://user:password@host:5432/name; default: an SQLite file in FAJIAN_DATA
FAJIAN_HOSTS     host names it is served under, separated by commas; default: this machine only
FAJIAN_HTTPS     1 = served behind HTTPS: cookies only there, HSTS
FAJIAN_DEBUG     1 = a developer's machine
FAJIAN_TOTP      1 = nobody works without a second factor
FAJIAN_DEMO      1 = the demo: log-in with one click; only where the data folder was made by `fajian demo`
FAJIAN_DIGEST    sha256 (default) or sm3: what the audit chain and the files are hashed with
FAJIAN_TICK_HOUR the hour from which the worker does what is done once a day (reminders); default 8, 24 = never
FAJIAN_URL       https://fajian.example.org: its own address, for links in letters and messages; default: paths only
FAJIAN_SMTP_HOST mail server that takes the daily letters; default: no letters. Further FAJIAN_SMTP_PORT, _USER,
                 _PASSWORD, _FROM (sender), _TLS: starttls (default), ssl or none
FAJIAN_HOOKS_HERE 1 = messages may go to programs on this very machine; else its own addresses are refused
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from fajian.web.logs import traceback_without_values, without_browser

WEB = Path(__file__).resolve().parent


def flag(name: str) -> bool:
    """Is the environment variable set to something that means yes?"""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def secret_key(folder: Path) -> str:
    """The key of this installation, made on the first start; readable by its owner only.

    Written under another name first and linked into place, so that of two processes that start together both read the
    same whole key.
    """
    place = folder / "secret.key"
    if not place.exists():
        draft = folder / f"secret.key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, place)
        except FileExistsError:
            pass  # the other process was first
        finally:
            draft.unlink()
    return place.read_text()


def sqlite(file: Path) -> dict[str, Any]:
    """One writer at a time, readers never wait, and what was committed survives a power cut (reliability.md H, §7)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 20,
            # A transaction takes the write lock when it begins: one that read first could not be given it later.
            "transaction_mode": "IMMEDIATE",
            # Not trusted_schema=OFF: Django's JSON columns check themselves with JSON_VALID, which it would forbid.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000"
            ),
        },
        # A file, not memory: threads and child processes of the tests must meet in it.
        "TEST": {"NAME": file.with_name("test.sqlite3")},
    }


def postgresql(url: str) -> dict[str, Any]:
    """The database named by a postgresql:// address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL 应形如 postgresql://用户:口令@主机:5432/库名")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # ?host=/run/postgresql names a socket; whatever else libpq knows may stand there too.
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


DEBUG = flag("FAJIAN_DEBUG")
HTTPS = flag("FAJIAN_HTTPS")
FAJIAN_DEMO = flag("FAJIAN_DEMO")
FAJIAN_TOTP = flag("FAJIAN_TOTP")

FAJIAN_DATA = Path(os.environ.get("FAJIAN_DATA") or "var").absolute()
FAJIAN_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
FAJIAN_FILES = FAJIAN_DATA / "files"
FAJIAN_FILE_BYTES = 50 * 1024 * 1024
FAJIAN_RECORDING_BYTES = 500 * 1024 * 1024  # 音像资料
FAJIAN_DIGEST = os.environ.get("FAJIAN_DIGEST") or "sha256"
# Checkpoints this installation has printed: a text beside the database, which `audit verify` holds the chain against.
FAJIAN_CHECKPOINTS = FAJIAN_DATA / "checkpoints.txt"
# The SQL of the rules, for the next screening; may be deleted.
FAJIAN_COMPILED = FAJIAN_DATA / "compiled"

FAJIAN_TICK_HOUR = int(os.environ.get("FAJIAN_TICK_HOUR") or 8)

# Outside: letters by SMTP, messages by HTTP
FAJIAN_URL = os.environ.get("FAJIAN_URL", "").rstrip("/")
FAJIAN_HOOKS_HERE = flag("FAJIAN_HOOKS_HERE")
EMAIL_HOST = os.environ.get("FAJIAN_SMTP_HOST", "")
SMTP_TLS = os.environ.get("FAJIAN_SMTP_TLS") or "starttls"
if SMTP_TLS not in {"starttls", "ssl", "none"}:
    raise ImproperlyConfigured("FAJIAN_SMTP_TLS 应为 starttls、ssl 或 none")
EMAIL_USE_TLS, EMAIL_USE_SSL = SMTP_TLS == "starttls", SMTP_TLS == "ssl"
EMAIL_PORT = int(os.environ.get("FAJIAN_SMTP_PORT") or {"starttls": 587, "ssl": 465, "none": 25}[SMTP_TLS])
EMAIL_HOST_USER = os.environ.get("FAJIAN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FAJIAN_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("FAJIAN_SMTP_FROM") or EMAIL_HOST_USER
if EMAIL_HOST and "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("设了 FAJIAN_SMTP_HOST，还须用 FAJIAN_SMTP_FROM 写明发件邮箱")

SECRET_KEY = secret_key(FAJIAN_DATA)
ALLOWED_HOSTS = os.environ.get("FAJIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

DATABASE_URL = os.environ.get("DATABASE_URL")
DATABASES = {"default": postgresql(DATABASE_URL) if DATABASE_URL else sqlite(FAJIAN_DATA / "fajian.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "fajian.core",
    "fajian.orgs",
    "fajian.web",
    "fajian.draws",
    "fajian.ledgers",
    "fajian.records",
    "fajian.screening",
    "fajian.campaigns",
    "fajian.supervision",
    "fajian.review",
    "fajian.registers",
    "fajian.people",
    "fajian.inspections",
    "fajian.commitments",
    "fajian.publicity",
    "fajian.portal",
    "fajian.reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fajian.web.middleware.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # No LocaleMiddleware: pages and dates are Chinese whatever the browser asks for.
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fajian.web.middleware.RequestLog",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fajian.web.middleware.Gate",  # denies what web/policy does not list
    "fajian.web.middleware.Faults",
    "axes.middleware.AxesMiddleware",  # must stand last: it answers for a locked account
]

ROOT_URLCONF = "fajian.web.urls"
WSGI_APPLICATION = "fajian.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fajian.web.shell.shell",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # forms' own templates may be replaced in templates/
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie: they name people
CSRF_FAILURE_VIEW = "fajian.web.errors.csrf"

# Language and time
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = FAJIAN_DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True, mode=0o700)
STATICFILES_DIRS = [folder for folder in (WEB / "static",) if folder.is_dir()]
# `fajian serve` gathers them under names with a hash; before that (tests, development) they are served as they lie.
COLLECTED = flag("FAJIAN_COLLECT") or ((STATIC_ROOT / "staticfiles.json").exists() and not DEBUG)
WHITENOISE_USE_FINDERS = not COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# People
AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "fajian.web.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "fajian.orgs.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser, and there is no box to tick
# Failures are counted by axes, in the database. The default of 30 log-ins a minute and address would shut out an office
# behind one proxy at half past eight.
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "600/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "fajian.web.factors.FactorAdapter"
MFA_TOTP_ISSUER = "法鉴"
# Not AXES_USERNAME_FORM_FIELD: setting it to allauth's "login" stores no name and locks nobody (dependencies.md §1.4).
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # it asks for the address too: an attacker has many, an account is one
    "security.W005",  # other hosts of the office's domain are
    "security.W021",  # not ours to put behind HTTPS
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "errors/locked.html"

# Sessions, cookies, headers
SESSION_COOKIE_AGE = 30 * 60  # GB/T 22239 8.1.4.1: an idle session ends
# Moved by middleware.Gate once a minute, not on every request: each time is a write.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^livez$", "^readyz$"]  # asked by a monitor on the machine itself
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Shared by the processes of this machine: a used second-factor code is used for all of them. Answers that can be worked
# out anew are kept apart: they are many, and a cache that is full throws out whatever it holds.
_FILES = "django.core.cache.backends.filebased.FileBasedCache"
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": _FILES, "LOCATION": FAJIAN_DATA / "cache"},
    "answers": {"BACKEND": _FILES, "LOCATION": FAJIAN_DATA / "cache" / "answers", "OPTIONS": {"MAX_ENTRIES": 3000}},
}

# Background jobs
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Logs: one JSON object a line on standard error; user by number, never by name, and no query strings.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOG_STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    without_browser,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                traceback_without_values,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": LOG_STEPS,
        },
    },
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": os.environ.get("FAJIAN_LOG", "WARNING")},
    # These write paths and user names; the request's own line, the audit chain and axes' tables tell the same without.
    "loggers": {name: {"level": "CRITICAL"} for name in ("axes", "django.request", "django.security")},
}
structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *LOG_STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
