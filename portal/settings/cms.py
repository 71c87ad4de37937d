"""Settings of Wagtail: the editor, pictures, documents, search."""

from .environment import PORTAL_STATE_DIR, env

WAGTAIL_SITE_NAME = "书香 Shuxiang"
WAGTAILADMIN_BASE_URL = env("PORTAL_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # wagtail-localize cannot carry them to other languages
WAGTAIL_AUTOSAVE_INTERVAL = 4000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_RECENT_EDITS_LIMIT = 8
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILEMBEDS_FINDERS = []
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.images.forms.ImageForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # telephones take 24 million, some 40
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "txt", "csv", "zip", "epub"]
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILFRONTENDCACHE_LANGUAGES = []
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "search.engine.backends.database", "AUTO_UPDATE": True},
    "catalogue": {
        "BACKEND": "search.engine.backends.tantivy",
        "PATH": str(PORTAL_STATE_DIR / "catalogue-index"),
        "MODELS": ["catalog.Record"],
        "AUTO_UPDATE": False,
    },
}
TAGGIT_CASE_INSENSITIVE = True
