from .agreement import Agreement
from .call import AgeGroup, Call, Category, Prize
from .entry import Entry
from .piece import Piece

__all__ = ["AgeGroup", "Agreement", "Call", "Category", "Entry", "Piece", "Prize"]
