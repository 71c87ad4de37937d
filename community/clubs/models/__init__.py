from .club import Club, ClubBook
from .lead import LeadReader
from .membership import Circle, Membership

__all__ = ["Circle", "Club", "ClubBook", "LeadReader", "Membership"]
