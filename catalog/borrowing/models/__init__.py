from .attempts import Attempts
from .branch_code import BranchCode
from .linked_card import LinkedCard
from .reminder import Reminder

__all__ = ["Attempts", "BranchCode", "LinkedCard", "Reminder"]
