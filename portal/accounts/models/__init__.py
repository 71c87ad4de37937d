from .card import CardLink, hash_number, mask_number
from .consent import Consent, ConsentKind, ConsentText
from .family import FamilyMember
from .reader import Reader
from .user import User

__all__ = [
    "CardLink",
    "Consent",
    "ConsentKind",
    "ConsentText",
    "FamilyMember",
    "Reader",
    "User",
    "hash_number",
    "mask_number",
]
