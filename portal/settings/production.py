"""Production: secrets come from the environment and their absence stops start-up."""

from .base import *

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
PORTAL_STYLEGUIDE = False
PORTAL_STAFF_MFA = env("PORTAL_STAFF_MFA", default="required")
TASKS["default"]["BACKEND"] = "django_tasks_db.DatabaseBackend"

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# W019: pages may be framed by this site, for the editor's preview.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

LOGGING["formatters"]["json"] = {"()": "portal.core.logs.JsonFormatter"}
LOGGING["handlers"]["console"]["formatter"] = "json"
