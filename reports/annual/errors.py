class ReportError(Exception):
    """What somebody wants with a report cannot be done; the message is fit to show."""
