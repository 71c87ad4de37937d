from .furniture import FooterColumn, FooterLink, MenuItem, Notice, SiteIdentity
from .hours import ClosureDay, ExceptionalDay, OpeningHours
from .libraries import Facility, Library, LibraryStaff
from .pages import BasePage
from .vocabulary import Audience, Pigment, Topic

__all__ = [
    "Audience",
    "BasePage",
    "ClosureDay",
    "ExceptionalDay",
    "Facility",
    "FooterColumn",
    "FooterLink",
    "Library",
    "LibraryStaff",
    "MenuItem",
    "Notice",
    "OpeningHours",
    "Pigment",
    "SiteIdentity",
    "Topic",
]
