"""Pages of jurors and of those who run calls, in the admin."""

from .scoring import IndexView, ScoreView, SheetView
from .table import TableView

__all__ = ["IndexView", "ScoreView", "SheetView", "TableView"]
