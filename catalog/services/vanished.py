"""What a complete harvest has not met any more, for catalogues that keep no record of deletions."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from catalog.marc.errors import MarcFileError
from catalog.models import HarvestRun, HarvestSeen, Record
from portal.core import bulk

MOST_GONE = 10  # per cent of a catalogue that may vanish at once before somebody has to say so


class Seen:
    """The control numbers that *run* has met, kept in the database: it may be interrupted."""

    def __init__(self, run: HarvestRun) -> None:
        self.run = run
        self.waiting: list[str] = []

    def note(self, record_id: str) -> None:
        self.waiting.append(record_id)

    def save(self) -> None:
        """Call before the place in the list is saved: to be met twice does no harm."""
        bulk.insert(HarvestSeen, ["run", "record_id"], ((self.run.pk, i) for i in self.waiting))
        self.waiting = []

    def gone(self, most: int) -> list[str]:
        """What is offered and has not been met; refused when it is more than *most* per cent.

        An answer that is cut short looks like a catalogue that has lost its end.
        """
        met = HarvestSeen.objects.filter(run=self.run, record_id=OuterRef("record_id"))
        offered = Record.objects.current().filter(source=self.run.source)
        gone = list(offered.exclude(Exists(met)).order_by("pk").values_list("record_id", flat=True))
        total = offered.count()
        if len(gone) * 100 > total * most:
            raise MarcFileError(
                _(
                    "%(gone)d of %(total)d records do not appear any more. That is more than "
                    "%(most)d per cent, so none was withdrawn. If it is right, harvest again with "
                    "--complete --gone 100."
                )
                % {"gone": len(gone), "total": total, "most": most}
            )
        return gone


def forget(source: str) -> None:
    """What harvests of *source* have met; not before what is gone has been withdrawn."""
    HarvestSeen.objects.filter(run__source=source).delete()
