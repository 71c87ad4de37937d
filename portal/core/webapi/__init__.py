"""What the routers of all apps share: pages of lists, validators, errors, the document."""

from .addresses import absolute, in_each_language
from .answers import answer
from .paging import PageOf, Paging, page_of
from .site import PortalAPI
from .texts import TermListOut, TermOut, Texts, bilingual, term

__all__ = [
    "PageOf",
    "Paging",
    "PortalAPI",
    "TermListOut",
    "TermOut",
    "Texts",
    "absolute",
    "answer",
    "bilingual",
    "in_each_language",
    "page_of",
    "term",
]
