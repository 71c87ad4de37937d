"""Settings shared by every environment: safe defaults, what varies is read from the environment.

Accounts, security and Wagtail have files of their own. Each variable is described in
docs/how-to/configure.en.md (a test keeps the page complete).
"""

import os

from . import library_system
from .cms import *
from .environment import BASE_DIR, PORTAL_STATE_DIR, env
from .people import *
from .protection import *

SECRET_KEY = env("SECRET_KEY", default="insecure-development-key")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Low layers first: an app may only use what stands above it in this list.
INSTALLED_APPS = [
    "portal.images",
    "portal.accounts",
    "portal.notify",
    "portal.core",
    "catalog",
    "catalog.circulation",
    "catalog.borrowing",
    "events",
    "events.spaces",
    "events.registration",
    "events.rosters",
    "reading_lists",
    "community",  # for its catalogue of texts
    "community.moderation",
    "community.volunteers",
    "community.reviews",
    "community.clubs",
    "community.works",
    "reports",  # for its catalogue of texts
    "reports.page_views",
    "reports.figures",
    "reports.plan",
    "reports.annual",
    "reports.opendata",
    "reports.own_year",
    "home",
    "search.engine",
    "search",
    "portal.demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "portal.core.middleware.AccessLogMiddleware",
    "reports.page_views.middleware.PageViewMiddleware",
    "portal.core.middleware.CachePolicyMiddleware",
    "portal.core.webapi.middleware.OpenDataMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.middleware.PublicLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.AuthHintMiddleware",
    "portal.accounts.middleware.StaffSecondFactorMiddleware",
    "portal.core.middleware.ReadingPreferencesMiddleware",
    "portal.core.middleware.DatabaseAwayMiddleware",
    "catalog.middleware.PatienceMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "portal.core.forms.PortalFormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.core.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "portal.core.templatetags.ui",
                "portal.images.templatetags.pictures",
                "portal.core.templatetags.components",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{PORTAL_STATE_DIR}/portal.sqlite3")
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Whoever waits for a row that long is told to come back (503), not kept waiting.
    DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=3s"}

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": name,
            "OPTIONS": {"socket_timeout": 0.5, "socket_connect_timeout": 0.5},
        }
        for name in ("default", "renditions")
    }
else:
    CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
        for name in ("default", "renditions")
    }

TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
        }[env("PORTAL_TASKS", default="immediate")],
        "QUEUES": ["default", "mail", "images"],
    }
}

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
STATICFILES_FINDERS = [
    "portal.core.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = PORTAL_STATE_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # What nobody may reach by an address: files are handed out by views that ask who it is.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PORTAL_STATE_DIR / "private"},
    },
}
if env("PORTAL_S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env("PORTAL_S3_BUCKET"),
            "endpoint_url": env("PORTAL_S3_ENDPOINT", default=None),
            "custom_domain": env("PORTAL_S3_DOMAIN", default=None),
            "file_overwrite": False,
        },
    }
if env("PORTAL_S3_PRIVATE_BUCKET", default=""):
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env("PORTAL_S3_PRIVATE_BUCKET"),
            "endpoint_url": env("PORTAL_S3_ENDPOINT", default=None),
            "file_overwrite": False,
        },
    }
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor needs it
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# The second holds what packages lack in Chinese; LOCALE_PATHS come before all catalogues of apps.
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "locale_packages"]
FORMAT_MODULE_PATH = "portal.settings.formats"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = env("TIME_ZONE", default="Asia/Shanghai")
USE_TZ = True

# --- Mail ---------------------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="书香 <noreply@library.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
PORTAL_CHANNELS = {"email": "portal.notify.channels.email.EmailChannel"}
# Where tasks run at once, letters leave in a thread, so that no visitor waits for the mail server.
PORTAL_MAIL_INLINE = False

# --- The portal's own ---------------------------------------------------------------------------

PORTAL_BASE_URL = WAGTAILADMIN_BASE_URL
# Fixed host of calendar UIDs: changing it makes every subscriber see every event twice.
PORTAL_ICAL_HOST = env("PORTAL_ICAL_HOST", default="portal.library.example")
PORTAL_HORIZON_DAYS = 400  # how far ahead occurrences are planned
# Under which licence the files of open data may be used: an address.
PORTAL_DATA_LICENSE = env(
    "PORTAL_DATA_LICENSE", default="https://creativecommons.org/licenses/by/4.0/"
)
# Count what readers search for, by day and without a trace of who searched.
PORTAL_SEARCH_LOG = env.bool("PORTAL_SEARCH_LOG", default=True)
# Count how often pages are opened, by day and kind of page and without a trace of who opened them.
PORTAL_COUNT_VIEWS = env.bool("PORTAL_COUNT_VIEWS", default=True)
# Which MARC fields hold the copies: 905-cn, 995-koha, 952-koha or 852 (catalog/marc/profiles.py).
PORTAL_HOLDINGS_PROFILE = env("PORTAL_HOLDINGS_PROFILE", default="905-cn")
# The library system that knows copies and patrons: a TOML file (catalog/systems.py).
_ils_file = env("PORTAL_ILS_FILE", default="")
PORTAL_ILS = library_system.read(_ils_file, os.environ) if _ils_file else library_system.EMBEDDED
# What staff may send as a MARC file; where tasks run at once, a thread reads it.
PORTAL_MARC_UPLOAD_BYTES = env.int("PORTAL_MARC_UPLOAD_BYTES", default=100 * 1024 * 1024)
PORTAL_IMPORTS_INLINE = False
PORTAL_PDF_SECONDS = 120  # what takes longer to draw is given up
PORTAL_PAGE_CACHE = env.bool("PORTAL_PAGE_CACHE", default=True)
# Query parameters that pages know; an address with any other is rendered afresh.
PORTAL_CACHED_PARAMETERS = [
    "access",
    "age",
    "audience",
    "branch",
    "by",
    "call",
    "category",
    "copies",
    "from",
    "goal",
    "group",
    "ids",
    "indicator",
    "kind",
    "language",
    "library",
    "month",
    "page",
    "places",
    "shelf",
    "state",
    "theme",
    "to",
    "topic",
    "view",
    "year",
]

# Who stays away from so many dates within so many days cannot book “first come” for some days.
PORTAL_NO_SHOW_LIMIT = 3
PORTAL_NO_SHOW_DAYS = 90
PORTAL_PAUSE_DAYS = 30

# Volunteers below the first age come through a guardian's account and with consent, below the
# second only with a parent beside them, below the third not at all.
PORTAL_VOLUNTEER_ADULT_AGE = 18
PORTAL_VOLUNTEER_ALONE_AGE = 14
PORTAL_VOLUNTEER_MIN_AGE = 8

# What `manage.py run_jobs` runs, and after how many seconds again.
PORTAL_JOBS = {
    "optimize_database": 60 * 60 * 24,
    "publish_scheduled": 60,
    "send_queued": 60,
    "prune_messages": 60 * 60 * 24,
    "prune_unconfirmed": 60 * 60 * 24,
    "check_holidays": 60 * 60 * 12,  # before the dates are planned
    "plan_occurrences": 60 * 60 * 12,
    "prune_bookings": 60 * 60 * 24,
    "prune_works": 60 * 60 * 24,
    "announce_works": 60 * 30,
    "run_registrations": 60,
    "run_volunteers": 60,
    "settle_commands": 60,
    "harvest_changes": 60 * 10,
    "run_circulation": 60 * 60,
    "count_loans": 60 * 60 * 6,
    "remind_borrowers": 60 * 60 * 24,
    "remind_returns": 60 * 60 * 24,
    "count_figures": 60 * 60 * 12,
    "clearsessions": 60 * 60 * 24,
    "make_renditions": 60 * 60 * 24,  # those a failed task has left out
}

# --- Logs ---------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # At INFO it writes whole addresses, with what readers search and who they are.
    "loggers": {"httpx2": {"level": "WARNING"}},
}
