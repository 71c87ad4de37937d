"""What the frame of a page says about its addresses: language switch, canonical, hreflang."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
OPEN_GRAPH = {"zh-hans": "zh_CN", "zh-hant": "zh_TW", "en": "en_GB"}
SHORT = {"zh-hans": "中", "zh-hant": "繁", "en": "EN"}


@dataclass(frozen=True, slots=True)
class Language:
    """The page in one language, or the front page where it is not translated."""

    code: str
    name: str
    url: str
    home: str
    is_current: bool
    is_translation: bool

    @property
    def tag(self) -> str:
        return TAGS.get(self.code, self.code)

    @property
    def short(self) -> str:
        return SHORT.get(self.code, self.code)

    @property
    def og(self) -> str:
        return OPEN_GRAPH.get(self.code, self.code)

    @property
    def full_url(self) -> str:
        return settings.PORTAL_BASE_URL.rstrip("/") + self.url.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Frame:
    site: str
    canonical: str
    languages: list[Language]

    @property
    def current(self) -> Language:
        return next(language for language in self.languages if language.is_current)

    @property
    def default(self) -> Language:
        return self.languages[0]

    @property
    def others(self) -> list[Language]:
        return [language for language in self.languages if not language.is_current]

    @property
    def translated(self) -> list[Language]:
        found = [language for language in self.languages if language.is_translation]
        return found if len(found) > 1 else []


def frame(request: HttpRequest) -> Frame:
    site = settings.PORTAL_BASE_URL.rstrip("/")
    current = get_language()
    languages = [
        Language(
            code=code,
            name=name,
            url=translate_url(request.get_full_path(), code),
            home=translate_url("/", code),
            is_current=code == current,
            is_translation=True,
        )
        for code, name in settings.LANGUAGES
    ]
    return Frame(site, site + request.path, languages)
