from .action import Action, YearTask
from .evidence import Evidence
from .plan import Goal, Plan, Strategy
from .update import Update

__all__ = ["Action", "Evidence", "Goal", "Plan", "Strategy", "Update", "YearTask"]
