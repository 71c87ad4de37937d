from .agreement import Agreement
from .call import Call
from .entry import Entry
from .judging import Award, Criterion, Score, Verdict
from .like import Like
from .parts import AgeGroup, Category, Prize
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
