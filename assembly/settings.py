"""Every setting of the portal.  Machines differ by environment variables only.

DEBUG          1 on a developer's machine; off when absent.
SECRET_KEY     required unless DEBUG=1.
ALLOWED_HOSTS  host names, comma separated; with DEBUG=1 this machine's own.
DATABASE_URL   a SQLite file beside manage.py when absent; postgres://user:password@host/name.
REPLICA_URL    another copy of a PostgreSQL, which public pages read (docs/operations/cluster.md);
               they read the first one when absent.
CACHE_URL      a Redis that keeps copies of the sessions: redis://:password@host:6379/0; none when
               absent.
KEPT_PAGES     public pages that a process keeps as it made them, 500 when absent; 0 keeps none.
BEHIND_PROXY   1 where a server of ours is in front, which sets X-Forwarded-Proto, X-Real-IP and
               X-Request-ID itself, whatever a visitor sends.
STATEMENT_TIMEOUT  seconds that PostgreSQL gives a statement of a page, 30 when absent; a command
               may take its time.
SECURE_SSL_REDIRECT  0 only where something else sends plain HTTP away.
DEMO_PASSWORD  the one password of the demo accounts that `make run` makes.
SECOND_FACTOR  1 asks superusers, and whoever set one up, for a code beside the password; 0 asks
               nobody.  When absent: 1 on a server, 0 with DEBUG=1.
EMAIL_URL      files in mail/ when absent; smtp+tls://user:password@host:587.
EMAIL_FROM     the sender of the portal's letters.
PORTAL_URL     where the links of the letters lead; http://localhost:8000 when absent.

A file .env beside manage.py is read first; real variables win over it.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from assembly import version

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="insecure-key-of-a-developer" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Put SECRET_KEY=<a long random text> into the environment or .env; "
        "on a developer's machine DEBUG=1 is enough (`make run` writes both)."
    )
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else []
)

INSTALLED_APPS = [
    "assembly.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "import_export",
    "django_filters",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "registry",
    "reports",
]

MIDDLEWARE = [
    "registry.logbook.NameRequest",
    "registry.middleware.CloseDoors",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "registry.middleware.RefuseNul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "registry.middleware.SpeakTheirLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "registry.middleware.AskToWait",
    "registry.middleware.AskForCode",
]

ROOT_URLCONF = "assembly.urls"
WSGI_APPLICATION = "assembly.wsgi.application"
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
            ]
        },
    }
]

# Data

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured(
        "DATABASE_URL is none: postgres://user:password@host/name, or sqlite:////folder/file. "
        "Signs such as @ : / in a password are written as %40 %3A %2F."
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A writer takes the lock when its transaction begins, so that twenty people who
    # save at once wait for each other instead of reading "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # To open the file takes longer than to ask it.  A restore writes into the same file.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    if env.str("REPLICA_URL", default=""):
        DATABASES["replica"] = env.db("REPLICA_URL")
        DATABASE_ROUTERS = ["reports.replica.Router"]
        MIDDLEWARE.insert(1, "reports.replica.PublicPages")
    # Minutes for a page that waits for another's lock would be minutes of a worker.
    is_server = env.bool("PORTAL_SERVES", default=False)  # wsgi.py says so
    milliseconds = 1000 * env.int("STATEMENT_TIMEOUT", default=30) if is_server else 0
    # Of the two the wait ends first, and says so: 503 and the form again (AskToWait).
    limits = f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds * 2 // 3}"
    for database in DATABASES.values():
        options = {"connect_timeout": 10} | database.get("OPTIONS", {})
        options["options"] = f"{options.get('options', '')} {limits}".strip()
        database["OPTIONS"] = options | {"application_name": "portal"}
        database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

# What may be lost at any moment: public pages as a process made them, copies of the sessions

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
KEPT_PAGES = env.int("KEPT_PAGES", default=500)
CACHES = {
    "default": {"BACKEND": MEMORY},
    "pages": {
        "BACKEND": MEMORY if KEPT_PAGES else "django.core.cache.backends.dummy.DummyCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": KEPT_PAGES},
    },
}
if env.str("CACHE_URL", default=""):
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
    CACHES["default"] = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": env.str("CACHE_URL"),
        "KEY_PREFIX": "portal",
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,  # a page without its Redis is a little slower, no more
            "SOCKET_CONNECT_TIMEOUT": 0.5,  # seconds
            "SOCKET_TIMEOUT": 0.5,
            # Data alone: whoever takes the Redis over has no code run here.
            "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
        },
    }

# People

AUTH_USER_MODEL = "registry.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "registry.accounts.locking.refuse"
AXES_CLIENT_IP_CALLABLE = "registry.accounts.locking.sender"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time that the page names stays true
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kept"]  # of a form: never kept with a try
AXES_DISABLE_ACCESS_LOG = True  # who signed in stands in the log book
AXES_ENABLE_ADMIN = False  # managers open a locked account on its own page
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "registry.accounts.kept.refuse_token"
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEBUG)
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60

# Letters: one-time links, and what happens to a return

vars().update(env.email("EMAIL_URL", default=f"filemail:///{BASE_DIR / 'mail'}"))
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="portal@localhost")
PORTAL_URL = env.str("PORTAL_URL", default="http://localhost:8000").rstrip("/")
if not DEBUG and not PORTAL_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("PORTAL_URL is the address of the portal: https://stat.example.kz")
# Of the links that set a password: what a browser calls this server is believed on a desk only.
LINK_ROOT = env.str("PORTAL_URL", default="").rstrip("/")
OTP_TOTP_ISSUER = urlsplit(PORTAL_URL).hostname  # what the app on a phone calls the account

# What a page is made of: part of the ETag, so that nobody is shown yesterday's wording

VERSION = version.digest()

# Languages, dates and numbers

LANGUAGE_CODE = "kk"
LANGUAGE_COOKIE_PATH = "/admin/"  # the public pages set no cookie
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "assembly" / "locale"]
FORMAT_MODULE_PATH = ["assembly.formats"]
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # The server in front runs as somebody else and reads them, too.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600

# Import and export ask for their own permissions: by default any member of staff may.

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"

# Safety

BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes; files: bounds.py
DATA_UPLOAD_MAX_NUMBER_FILES = 10
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
)
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not DEBUG:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    # What watches over a process asks it directly, in plain HTTP.
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # W021 wants every browser to be told for ever: the owner of the domain may, one host of it not.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sid", "__Host-csrf"

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# What is written down: one line of JSON an event to standard error; on a desk Django's own words

LOGGING = {}
if not DEBUG:
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "registry.logbook.Line"}},
        "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["errors"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "axes": {"level": "ERROR"},  # it names people: the log book does not
        },
    }
