from .furniture import FooterColumn, FooterLink, MenuItem, Notice, SiteIdentity
from .hours import ClosureDay, ExceptionalDay, OpeningHours
from .libraries import Facility, Library, LibraryStaff
from .pages import BasePage
from .school import SchoolHoliday
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
    "SchoolHoliday",
    "SiteIdentity",
    "Topic",
]
