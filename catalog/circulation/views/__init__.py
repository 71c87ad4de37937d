from .cards import NewCardView, PatronView
from .desk import DeskView, FindView, ShelfView, TakeInView
from .lending import CancelHoldView, LendView, RenewView

__all__ = [
    "CancelHoldView",
    "DeskView",
    "FindView",
    "LendView",
    "NewCardView",
    "PatronView",
    "RenewView",
    "ShelfView",
    "TakeInView",
]
