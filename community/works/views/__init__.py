from .calls import call, calls
from .files import file, small
from .gallery import by_voice, listing, work
from .sending import edit, enter, new

__all__ = [
    "by_voice",
    "call",
    "calls",
    "edit",
    "enter",
    "file",
    "listing",
    "new",
    "small",
    "work",
]
