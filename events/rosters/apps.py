from django.apps import AppConfig


class RostersConfig(AppConfig):
    """The staff's side of registration; it has no rows of its own."""

    name = "events.rosters"
    label = "rosters"
