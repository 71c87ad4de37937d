from .mine import appeal, approve, contribution, contributions, decline, withdraw
from .reporting import report

__all__ = [
    "appeal",
    "approve",
    "contribution",
    "contributions",
    "decline",
    "report",
    "withdraw",
]
