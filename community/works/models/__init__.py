from .agreement import Agreement
from .call import AgeGroup, Call, Category, Prize
from .entry import Entry
from .judging import Award, Criterion, Score, Verdict
from .like import Like
from .piece import Piece

__all__ = [
    "AgeGroup",
    "Agreement",
    "Award",
    "Call",
    "Category",
    "Criterion",
    "Entry",
    "Like",
    "Piece",
    "Prize",
    "Score",
    "Verdict",
]
