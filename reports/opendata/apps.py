from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Files of open data and their catalogue; it stands on the other apps of reports."""

    name = "reports.opendata"
    label = "opendata"
