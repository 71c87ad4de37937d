"""What visitors see of a plan, and where staff enter what is new."""

from .desk import RecordView
from .downloads import as_csv, as_json
from .public import action, current, earlier, earlier_action

__all__ = ["RecordView", "action", "as_csv", "as_json", "current", "earlier", "earlier_action"]
