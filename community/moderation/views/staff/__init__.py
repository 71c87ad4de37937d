"""The moderators' side, in the admin."""

from .deciding import BulkView, DecideView, UndoView
from .lists import AllView, ContributionView, HistoryView
from .queue import CardsView, QueueView

__all__ = [
    "AllView",
    "BulkView",
    "CardsView",
    "ContributionView",
    "DecideView",
    "HistoryView",
    "QueueView",
    "UndoView",
]
