from .calls import call, calls
from .files import file, small
from .gallery import by_voice, listing, work
from .liking import like, like_state
from .papers import certificate, verify
from .sending import edit, enter, new
from .slideshow import slideshow

__all__ = [
    "by_voice",
    "call",
    "calls",
    "certificate",
    "edit",
    "enter",
    "file",
    "like",
    "like_state",
    "listing",
    "new",
    "slideshow",
    "small",
    "verify",
    "work",
]
