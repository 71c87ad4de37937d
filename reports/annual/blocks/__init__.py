from .body import ReportBody

__all__ = ["ReportBody"]
