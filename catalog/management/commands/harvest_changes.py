"""The harvest as a job of the portal's clock."""

from .harvest import Command as Harvest


class Command(Harvest):
    help = (
        "Harvest for twenty seconds at most, so that mail and the other jobs need not wait; the "
        "next run goes on. The first harvest of a large catalogue is better made by `harvest`."
    )
    seconds = 20
