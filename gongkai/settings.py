"""Django settings. What an installation decides stands in the environment or in $GONGKAI_DATA (docs/install.md)."""

import os
from pathlib import Path

import dj_database_url

from gongkai.outbox import post, wecom
from gongkai.vault.keys import Keys

BASE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("GONGKAI_DATA", Path.cwd() / "data")).resolve()
os.environ["GONGKAI_DATA"] = str(DATA)  # the shelf, which knows no Django, looks there too
PUBLIC = os.environ.get("GONGKAI_PUBLIC", "")  # the tree of files for a web server; $GONGKAI_DATA/public where empty
KEYS = Keys(DATA / "keys")

SECRET_KEY = KEYS.secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("GONGKAI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# Behind a proxy that ends TLS, name the addresses people type so that forms are accepted: https://www.example.gov.cn
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GONGKAI_ORIGINS", "").split(",") if origin]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("GONGKAI_BEHIND_PROXY") else None

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "gongkai.look",
    "gongkai.vault",
    "gongkai.accounts",
    "gongkai.outbox",
    "gongkai.files",
    "gongkai.acts",
    "gongkai.search",
    "gongkai.publication",
    "gongkai.writing",
    "gongkai.catalogue",
    "gongkai.organisation",
    "gongkai.registers",
    "gongkai.workflow",
    "gongkai.findings",
    "gongkai.evidence",
    "gongkai.disclosures",
    "gongkai.corrections",
    "gongkai.foi",
    "gongkai.emergencies",
    "gongkai.inspection",
    "gongkai.cleanups",
    "gongkai.intake",
    "gongkai.dossiers",
    "gongkai.answers",
    "gongkai.plans",
    "gongkai.participation",
    "gongkai.windows",
    "gongkai.opinion",
    "gongkai.hotline",
    "gongkai.reports",
    "gongkai.assessment",
    "gongkai.subscriptions",
    "gongkai.portal",
    "gongkai.desk",
    "gongkai.demo",
]

# Public pages carry no cookie and need no session: only addresses under /staff/ pay for the second list.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai.accounts.middleware.StaffOnly",
]
STAFF_MIDDLEWARE = [
    "gongkai.accounts.middleware.Bounded",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gongkai.accounts.middleware.OwnPasswordFirst",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.acts.middleware.CurrentPost",
    "gongkai.acts.middleware.RefusalsInWords",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.urls"
WSGI_APPLICATION = "gongkai.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "gongkai.desk.context.frame",
                "gongkai.demo.context.accounts",
                "gongkai.portal.context.around",
            ],
            "builtins": ["gongkai.look.templatetags.look", "django.templatetags.static"],
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "gongkai.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        # With Django's default mode, writers that read first lose to "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;"
        "PRAGMA secure_delete=FAST;",
    },
}
DATABASE_URL = os.environ.get("GONGKAI_DATABASE_URL", "")
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=600) if DATABASE_URL else SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "gongkai.accounts.backend.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]
FORM_RENDERER = "gongkai.look.forms.Renderer"
CSRF_FAILURE_VIEW = "gongkai.look.views.csrf_failure"

LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/staff/"
SESSION_ENGINE = "gongkai.accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(os.environ.get("GONGKAI_BEHIND_PROXY"))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "gongkai.accounts.locking.Handler"
AXES_CLIENT_IP_CALLABLE = "gongkai.accounts.locking.address"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a lock ends when it was said to end
AXES_LOCKOUT_CALLABLE = "gongkai.accounts.views.locked"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
# Axes stands in STAFF_MIDDLEWARE.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_REQUEST_BYTES = 2 * MAX_UPLOAD_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE  # all files of one form and its fields
MAX_SIGN_IN_BYTES = 64 * 1024  # of what strangers may send
FILE_UPLOAD_HANDLERS = [
    "gongkai.files.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CHECK_LINKS = os.environ.get("GONGKAI_CHECK_LINKS", "1") != "0"  # whether outside addresses are looked up
SMTP = os.environ.get("GONGKAI_SMTP", "")  # the mail server for subscriptions; see docs/install.md
MAIL_FROM = os.environ.get("GONGKAI_MAIL_FROM", "")
globals().update(post.settings_of(SMTP, DATA / "mail"))
SMS = os.environ.get("GONGKAI_SMS", "")  # the file of an SMS gateway; this and the next ones: docs/install.md
SMS_SECRET = os.environ.get("GONGKAI_SMS_SECRET", "")
ROBOT = os.environ.get("GONGKAI_ROBOT", "")  # the file of a group's robot
ROBOT_SECRET = os.environ.get("GONGKAI_ROBOT_SECRET", "")
WECOM = wecom.account_of(os.environ.get("GONGKAI_WECOM", ""))
GATEWAY_TIMEOUT = 10  # seconds until a gateway must have answered
SCANNER = os.environ.get("GONGKAI_SCANNER", "")  # a virus scanner's command; see docs/install.md

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("GONGKAI_LOG", "WARNING")},
    "loggers": {"axes": {"level": "ERROR"}},
}
