"""Every setting of Hushdesk, read from the environment in this one place.

A wrong value stops the start with one sentence that names the variable. Any
variable can also be given as a file, `<NAME>_FILE`, as container secrets are.
`.env.example` at the top of the repository explains each of them.
"""

import os
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

from throttling.rates import Rate
from triage.locality import host_of, is_cloud_model, is_loopback, stays_on_private_network

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
env.read_env(BASE_DIR.parent / ".env")


# To PostgreSQL, which Python contradicts.
WITHOUT_SUMMER_TIME = {"CET", "EET", "MET", "WET"}

# The names of all settings, by which misspelt ones are found.
READ: set[str] = set()


def text(name: str, default: str) -> str:
    """A set but empty variable means the default: Compose passes what `.env` leaves out as empty."""
    READ.add(name)
    return str(env.str(name, default="")).strip() or default


def choice(name: str, default: str, *choices: str) -> str:
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(choices)}.")
    return value


def number(name: str, default: float, *, least: float, most: float = float("inf")) -> float:
    value = text(name, str(default))
    try:
        parsed = float(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a number.") from None
    if not least <= parsed < float("inf"):
        raise ImproperlyConfigured(f"{name} is {value}; it must be at least {least:g}.")
    if parsed > most:
        raise ImproperlyConfigured(f"{name} is {value}; it must be at most {most:g}.")
    return parsed


def whole(name: str, default: int, *, least: int, most: float = float("inf")) -> int:
    parsed = number(name, default, least=least, most=most)
    if not parsed.is_integer():
        raise ImproperlyConfigured(f"{name} is {parsed:g}; it must be a whole number.")
    return int(parsed)


def rate(name: str, default: str) -> Rate | None:
    """So many calls in a second, minute, hour or day; None for no limit."""
    value = text(name, default)
    parsed = Rate.read(value)
    if not parsed and value != "off":
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be such as 60/minute or 5/hour, or off.")
    return parsed


def switch(name: str, default: bool) -> bool:
    return choice(name, str(default).lower(), "true", "false") == "true"


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks, separated by spaces."""
    try:
        return [ip_network(part) for part in text(name, "").split()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is wrong: {error}.") from None


def address(name: str, default: str) -> str:
    """An http(s) address without a trailing slash, or the empty default."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_one = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_one = False
    if value and not is_one:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; it must be an address such as http://127.0.0.1:11434."
        )
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        known = ZoneInfo(value).key not in WITHOUT_SUMMER_TIME
    except (KeyError, ValueError, OSError):
        known = False
    if not known:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one such as Europe/Berlin.")
    return value


def database_url() -> str:
    """DATABASE_URL, or the parts that Compose passes, whose password lives in a file."""
    if url := text("DATABASE_URL", ""):
        return url
    host, password = text("POSTGRES_HOST", ""), text("POSTGRES_PASSWORD", "")
    if not host:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set: it says where PostgreSQL is. `make run` sets it itself."
        )
    user, name = text("POSTGRES_USER", "hushdesk"), text("POSTGRES_DB", "hushdesk")
    return f"postgresql://{quote(user)}:{quote(password, safe='')}@{host}/{name}"


# Django ---------------------------------------------------------------------------------------

SECRET_KEY = text("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: give it, or SECRET_KEY_FILE, a long random text.")
DEBUG = switch("DEBUG", default=False)
ALLOWED_HOSTS = [host.strip() for host in text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "accounts.allauth_apps.Account",
    "allauth.mfa",
    "allauth.socialaccount",
    "accounts",
    "tickets",
    "triage",
    "config",
    "throttling",
]
# Where others are let in there are more: LOGIN_MIDDLEWARE and THROTTLE_MIDDLEWARE.
MIDDLEWARE = ["config.middleware.frame"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config/templates"],
        "APP_DIRS": True,
    }
]

DATABASES = {"default": env.db_url_config(database_url())}
# Connections are kept (a new one costs thirty times a query) and checked before use, so that a restart
# of PostgreSQL fails no request.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = time_zone("TIME_ZONE", "UTC")
# What people are told, in the language of their Accept-Language; what operators are told is English.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# The built interface, where this process is to serve it itself (Compose leaves that to Caddy).
FRONTEND_DIST = Path(dist) if (dist := text("FRONTEND_DIST", "")) else None

MAX_BODY_BYTES = 1_000_000
# Multi-part forms are not parsed anywhere; the limit above is the one that counts.
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES

# Caddy ends TLS and says so.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOG_FORMAT = choice("LOG_FORMAT", "text", "text", "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"text": {"()": "config.logs.Text"}, "json": {"()": "config.logs.Json"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {
        "handlers": ["stderr"],
        "level": choice("LOG_LEVEL", "INFO", "DEBUG", "INFO", "WARNING", "ERROR"),
    },
    "loggers": {
        # Granian's own lines in the same form.
        "_granian": {"handlers": [], "propagate": True},
        # Addresses that lead nowhere may be anything; `hushdesk.access` has these requests as well.
        "django.request": {"level": "ERROR"},
        # These would write ticket text: one logs queries with their parameters, the others what they send.
        "django.db.backends": {"level": "INFO"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "httpx2": {"level": "WARNING"},
        "httpcore2": {"level": "WARNING"},
        "openai": {"level": "WARNING"},
        "anthropic": {"level": "WARNING"},
        # It would name who mistyped a password.
        "axes": {"level": "ERROR"},
    },
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.FromTheGate"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["config.renderers.CompiledJSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.parsers.BoundedJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "config.schema.HushdeskSchema",
    "EXCEPTION_HANDLER": "config.errors.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

VERSION = text("HUSHDESK_VERSION", "0.1.0")

SPECTACULAR_SETTINGS = {
    "TITLE": "Hushdesk",
    "DESCRIPTION": "Support tickets with labels suggested by a language model on your own hardware.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.schema.describe_errors",
    ],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "token": {
                "type": "http",
                "scheme": "bearer",
                "description": 'A token that somebody made under "Your account", where people log in.',
            }
        }
    },
    "ENUM_NAME_OVERRIDES": {
        "Category": "tickets.models.Category",
        "Priority": "tickets.models.Priority",
        "Status": "tickets.models.Status",
        "SuggestionSource": "tickets.models.SuggestionSource",
        "Actor": "tickets.models.Actor",
        "ChangedField": "tickets.models.ChangedField",
        "Fallback": "triage.serializers.FALLBACKS",
        "FallbackReason": "triage.serializers.FALLBACK_REASONS",
        "BreakerState": "triage.serializers.BREAKER_STATES",
        "ModelState": "triage.serializers.MODEL_STATES",
        "Step": "tickets.period_serializers.STEP_CHOICES",
        "Role": "accounts.models.Role",
        "Access": "accounts.serializers.ACCESS",
        "Scope": "accounts.models.Scope",
        "Purpose": "accounts.serializers.PURPOSES",
        "Verdict": "config.system.VERDICTS",
    },
    # The pages come from this host, never from a content network.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"validatorUrl": None},
}

# Who may do what --------------------------------------------------------------------------------

ACCESS = choice("ACCESS", "open", "open", "login")
ALLOW_OPEN_ACCESS = switch("ALLOW_OPEN_ACCESS", default=False)
# The name under which HTTPS listens for everybody, or the address on which Compose listens without it.
HUSHDESK_HOST = text("HUSHDESK_HOST", "")
HUSHDESK_BIND = text("HUSHDESK_BIND", "127.0.0.1")
HUSHDESK_PORT = text("HUSHDESK_PORT", "8000")
HUSHDESK_TRUSTED_PROXIES = networks("HUSHDESK_TRUSTED_PROXIES")

if ACCESS == "open" and not ALLOW_OPEN_ACCESS and (HUSHDESK_HOST or not is_loopback(HUSHDESK_BIND)):
    raise ImproperlyConfigured(
        f"ACCESS is open, but {'HUSHDESK_HOST' if HUSHDESK_HOST else 'HUSHDESK_BIND'} lets others in: "
        "whoever opens Hushdesk could read and change every ticket. Set ACCESS=login, or "
        "ALLOW_OPEN_ACCESS=true if that is what you want."
    )

# Whether people without an account may submit, and follow what they submitted by a secret link.
PUBLIC_SUBMIT = switch("PUBLIC_SUBMIT", default=False)

if PUBLIC_SUBMIT and ACCESS == "open":
    raise ImproperlyConfigured(
        "PUBLIC_SUBMIT is true, but ACCESS is open, where everybody may do everything: set ACCESS=login."
    )

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# After so many wrong passwords for a name from one address the two are refused together for a while: nobody
# can shut somebody else out from elsewhere, and trying on does not lengthen it.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "throttling.addresses.origin_of"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Who was there when is nobody's business.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# Its middleware is for Django's own forms: `accounts.views` answers itself.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
# Of django-allauth second factors and the client of OpenID Connect are used, by `accounts.second_factor` and
# `accounts.oidc`, and none of its addresses.
MFA_ADAPTER = "accounts.second_factor_adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Single sign-on by OpenID Connect; and the role of those who come by it for the first time, if they may.
OIDC_ISSUER = address("OIDC_ISSUER", "")
OIDC_CLIENT_ID = text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = text("OIDC_CLIENT_SECRET", "")
OIDC_NAME = text("OIDC_NAME", "single sign-on")
OIDC_ROLE = choice("OIDC_ROLE", "none", "none", "requester", "agent")

if OIDC_ISSUER:
    if ACCESS == "open":
        raise ImproperlyConfigured("OIDC_ISSUER is set, but ACCESS is open: set ACCESS=login as well.")
    if not OIDC_ISSUER.startswith("https://") and not is_loopback(host_of(OIDC_ISSUER)):
        raise ImproperlyConfigured(
            f"OIDC_ISSUER is {OIDC_ISSUER!r}; it must begin with https://, or who listens on the way could "
            "log in as anybody."
        )
    if len(OIDC_ISSUER) > 200:
        raise ImproperlyConfigured("OIDC_ISSUER is longer than 200 characters.")
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        if not text(name, ""):
            raise ImproperlyConfigured(
                f"OIDC_ISSUER is set, but {name} is not: the issuer gives both to whom it knows."
            )
# A working day. `headers.secure` marks cookies for HTTPS only where that is how they were asked for.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "accounts.csrf.refused"
# A proxy in front may end HTTPS without telling.
CSRF_TRUSTED_ORIGINS = [
    f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if host and host != "*"
]
LOGIN_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.csrf.CsrfOfEveryCall",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.gate",
]
if ACCESS == "login":
    MIDDLEWARE += LOGIN_MIDDLEWARE

# For each person, or each address of those who are not logged in; nobody is counted who is alone here.
LIMITS = {
    "submit": rate("LIMIT_SUBMIT", "60/minute"),
    "public-submit": rate("LIMIT_PUBLIC_SUBMIT", "10/hour"),
    "classify": rate("LIMIT_CLASSIFY", "120/minute"),
    "login": rate("LIMIT_LOGIN", "30/minute"),
}
THROTTLE_MIDDLEWARE = ["config.middleware.throttle"]
if ACCESS == "login" or ALLOW_OPEN_ACCESS:
    MIDDLEWARE += THROTTLE_MIDDLEWARE

# How long tickets are kept ----------------------------------------------------------------------

# Days after which a closed ticket is removed; 0: never.
RETENTION_DAYS = whole("RETENTION_DAYS", 0, least=0, most=36_500)

# The language model ---------------------------------------------------------------------------

# The providers' own packages would take keys, addresses and a log level from here, behind your back.
for name in [name for name in os.environ if name.startswith(("OPENAI_", "ANTHROPIC_"))]:
    del os.environ[name]

DEFAULT_MODELS = {"openai": "gpt-6-luna", "anthropic": "claude-haiku-5-5"}
DEFAULT_URLS = {"openai": "https://api.openai.com/v1", "anthropic": "https://api.anthropic.com"}

LLM_PROVIDER = choice("LLM_PROVIDER", "ollama", "ollama", "openai", "anthropic", "none")
LLM_MODEL = text("LLM_MODEL", DEFAULT_MODELS.get(LLM_PROVIDER, "qwen3:4b-instruct-2507-q4_K_M"))
LLM_BASE_URL = address("LLM_BASE_URL", DEFAULT_URLS.get(LLM_PROVIDER, ""))
LLM_API_KEY = text("LLM_API_KEY", "")
LOCAL_ONLY = switch("LOCAL_ONLY", default=True)
OLLAMA_URL = address("OLLAMA_URL", "http://127.0.0.1:11434")
OLLAMA_PULL = choice("OLLAMA_PULL", "auto", "auto", "never")
OLLAMA_PULL_URL = address("OLLAMA_PULL_URL", OLLAMA_URL)
OLLAMA_MODELS = Path(folder) if (folder := text("OLLAMA_MODELS", "")) else None
LLM_NUM_CTX = whole("LLM_NUM_CTX", 4096, least=3072)
LLM_NUM_THREAD = whole("LLM_NUM_THREAD", 0, least=0)
LLM_CONNECT_TIMEOUT = number("LLM_CONNECT_TIMEOUT", 1, least=0.01)
LLM_TIMEOUT = number("LLM_TIMEOUT", 10, least=0.01)
# An hour at most: `queue.is_due` takes what ends later than any lease can for the work of another clock.
LLM_BACKGROUND_TIMEOUT = number("LLM_BACKGROUND_TIMEOUT", 60, least=0.01, most=3600)
# A local model answers one question at a time unless Ollama was told otherwise; a hosted one answers many.
LLM_CONCURRENCY = whole(
    "LLM_CONCURRENCY",
    whole("OLLAMA_NUM_PARALLEL", 1, least=1) if LLM_PROVIDER == "ollama" else 8,
    least=1,
)
LLM_WAITING = whole("LLM_WAITING", 4, least=0)
LLM_PATIENCE = number("LLM_PATIENCE", 2, least=0.01)
TRIAGE_FALLBACK = choice("TRIAGE_FALLBACK", "builtin", "builtin", "off")
TRIAGE_UNSURE_BELOW = number("TRIAGE_UNSURE_BELOW", 0.6, least=0, most=1)

if LLM_PROVIDER == "none" and TRIAGE_FALLBACK == "off":
    raise ImproperlyConfigured(
        "LLM_PROVIDER is none and TRIAGE_FALLBACK is off: nothing is left to suggest labels."
    )
if LOCAL_ONLY and LLM_PROVIDER == "ollama" and not stays_on_private_network(OLLAMA_URL):
    raise ImproperlyConfigured(
        f"LOCAL_ONLY is true, but OLLAMA_URL ({OLLAMA_URL}) is not on this host or a private network: "
        "ticket text would leave. Change OLLAMA_URL, or set LOCAL_ONLY=false if that is what you want."
    )
if LOCAL_ONLY and LLM_PROVIDER == "ollama" and is_cloud_model(LLM_MODEL):
    raise ImproperlyConfigured(
        f"LOCAL_ONLY is true, but LLM_MODEL ({LLM_MODEL}) is one that Ollama only passes on to the cloud: "
        "ticket text would leave. Choose another model, or set LOCAL_ONLY=false if that is what you want."
    )
if LLM_PROVIDER == "ollama" and LLM_BASE_URL:
    raise ImproperlyConfigured(
        "LLM_BASE_URL is set, but LLM_PROVIDER is ollama: say with OLLAMA_URL where Ollama is, or set "
        "LLM_PROVIDER=openai for a server that speaks OpenAI's API."
    )
if LLM_PROVIDER in DEFAULT_URLS:
    if LOCAL_ONLY and not stays_on_private_network(LLM_BASE_URL):
        raise ImproperlyConfigured(
            f"LOCAL_ONLY is true, but LLM_PROVIDER is {LLM_PROVIDER} at {host_of(LLM_BASE_URL)}, not on this "
            "host or a private network: ticket text would leave. Set LLM_BASE_URL to a server of your own, "
            "or LOCAL_ONLY=false if that is what you want."
        )
    if DEFAULT_URLS[LLM_PROVIDER] == LLM_BASE_URL:
        if not LLM_API_KEY:
            raise ImproperlyConfigured(
                f"LLM_PROVIDER is {LLM_PROVIDER}, but LLM_API_KEY is not set: give it, or LLM_API_KEY_FILE, "
                f"your key for {host_of(LLM_BASE_URL)}."
            )
    elif not text("LLM_MODEL", ""):
        raise ImproperlyConfigured(
            "LLM_BASE_URL is set, but LLM_MODEL is not: name the model as the server there calls it."
        )
    if not LLM_API_KEY.isascii() or not LLM_API_KEY.isprintable() or " " in LLM_API_KEY:
        raise ImproperlyConfigured(
            "LLM_API_KEY is not a key: it must be one line of letters, digits and signs."
        )
