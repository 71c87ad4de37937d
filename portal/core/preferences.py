"""Reading preferences: a small closed set in one cookie, applied on the server (design, D6)."""

from dataclasses import dataclass, fields, replace
from typing import ClassVar, Self

from django.http import HttpRequest

CHOICES = {
    "theme": ("auto", "light", "dark"),
    "contrast": ("normal", "paper", "board"),
    "text": ("m", "l", "xl"),
    "elder": ("off", "on"),
    "cursor": ("normal", "big"),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a visitor wants pages drawn. The cookie, `theme-dark.elder-on`, says what differs."""

    COOKIE: ClassVar[str] = "reading"

    theme: str = "auto"
    contrast: str = "normal"
    text: str = "m"
    elder: str = "off"
    cursor: str = "normal"

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        return cls.from_cookie(request.COOKIES.get(cls.COOKIE, ""))

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Whatever a client sends, only known words are taken over."""
        chosen = dict(part.split("-", 1) for part in value[:100].split(".") if "-" in part)
        return cls(**{key: word for key, word in chosen.items() if word in CHOICES.get(key, ())})

    def to_cookie(self) -> str:
        """The canonical text: the page cache uses it as part of its key."""
        default = type(self)()
        return ".".join(
            f"{field.name}-{getattr(self, field.name)}"
            for field in fields(self)
            if getattr(self, field.name) != getattr(default, field.name)
        )

    def changed(self, **choices: str) -> Self:
        """A copy with those of *choices* that are known words."""
        return replace(
            self, **{key: word for key, word in choices.items() if word in CHOICES.get(key, ())}
        )
