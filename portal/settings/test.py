"""Settings of the test suite: quick hashes, memory for everything, nothing leaves the process."""

import tempfile
from pathlib import Path

from .base import *

_scratch = Path(tempfile.mkdtemp(prefix="portal-test-"))
SECRET_KEY = "tests-only"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES = {"default": env.db_url("TEST_DATABASE_URL", default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=3s"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PORTAL_IMPORTS_INLINE = True
PORTAL_MAIL_INLINE = True
PORTAL_COUNT_VIEWS = False  # a thread would write beside the tests
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _scratch / "private"},
    },
}
MEDIA_ROOT = _scratch / "media"
STATIC_ROOT = _scratch / "static"
STATIC_ROOT.mkdir()
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
WAGTAILSEARCH_BACKENDS["catalogue"]["PATH"] = str(_scratch / "catalogue-index")
PORTAL_STATE_DIR = _scratch
PORTAL_STYLEGUIDE = True
AXES_ENABLED = False
