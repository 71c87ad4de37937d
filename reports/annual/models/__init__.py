from .comment import Comment
from .file import ReportFile
from .freeze import Freeze
from .page import AnnualReportIndexPage, AnnualReportPage

__all__ = ["AnnualReportIndexPage", "AnnualReportPage", "Comment", "Freeze", "ReportFile"]
