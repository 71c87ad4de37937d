"""Settings of security: what browsers may load, send and show, and from where."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "portal.core.views.errors.csrf_failure"
# Whose videos editors may show. Readers' browsers call these sites only after a press of a button.
PORTAL_EMBED_PROVIDERS = [
    {
        "name": "哔哩哔哩",
        "pattern": r"https://(?:www|m)\.bilibili\.com/video/(BV[0-9A-Za-z]{10})/?(?:\?.*)?",
        "player": "https://player.bilibili.com/player.html?bvid={}&autoplay=0",
    },
    {
        "name": "腾讯视频",
        "pattern": r"https://v\.qq\.com/x/(?:page|cover/\w+)/(\w+)\.html(?:\?.*)?",
        "player": "https://v.qq.com/txp/iframe/player.html?vid={}",
    },
    {
        "name": "优酷",
        "pattern": r"https://v\.youku\.com/v_show/id_(\w+=*)\.html(?:\?.*)?",
        "player": "https://player.youku.com/embed/{}",
    },
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "frame-src": [
            f"https://{urlsplit(provider['player']).hostname}"
            for provider in PORTAL_EMBED_PROVIDERS
        ],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# Wagtail's editor starts some of its widgets by inline scripts and styles.
PORTAL_ADMIN_CSP = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
