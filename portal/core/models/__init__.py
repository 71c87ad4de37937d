from .furniture import FooterColumn, FooterLink, MenuItem, Notice, SiteIdentity
from .libraries import (
    ClosureDay,
    ExceptionalDay,
    Facility,
    Library,
    LibraryStaff,
    OpeningHours,
)
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
