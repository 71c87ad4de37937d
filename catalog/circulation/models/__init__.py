from .hold import Hold
from .loan import Loan
from .patron import Patron
from .rules import CirculationRules

__all__ = ["CirculationRules", "Hold", "Loan", "Patron"]
