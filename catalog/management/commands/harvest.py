"""Takes over what has changed in the union catalogue."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalog import systems
from catalog.enums import ImportStatus
from catalog.ils.capabilities import Capability
from catalog.ils.errors import ILSError
from catalog.marc.errors import MarcFileError
from catalog.models import HarvestRun
from catalog.services.harvesting import harvest
from catalog.services.vanished import MOST_GONE


class Command(BaseCommand):
    seconds: float | None = None  # for how long, at most

    help = (
        "Take over what has changed in the union catalogue since the last harvest (role “harvest” "
        "of PORTAL_ILS). A harvest that was interrupted goes on where it stopped. Does nothing "
        "where no system can be harvested."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", default="", help="name of the catalogue here")
        parser.add_argument(
            "--complete",
            action="store_true",
            help="from the very beginning; what does not appear any more is withdrawn",
        )
        parser.add_argument(
            "--gone",
            type=int,
            default=MOST_GONE,
            metavar="PERCENT",
            help="how much of the catalogue a complete harvest may withdraw (%(default)s)",
        )

    def handle(
        self, source: str = "", *, complete: bool = False, gone: int = MOST_GONE, **options: Any
    ) -> None:
        system = systems.ils()
        if not system.can(Capability.HARVEST):
            self.stdout.write(_("No system is set up to be harvested."))
            return
        with tqdm(unit="", file=sys.stderr, disable=None) as bar:
            try:
                run = harvest(
                    system,
                    source or systems.source(),
                    is_complete=complete,
                    most_gone=gone,
                    seconds=self.seconds,
                    on_start=self._announce,
                    on_progress=lambda run: bar.update(run.read - bar.n) and None,
                )
            except ILSError as error:
                message = _("The harvest has stopped (%(error)s). The next one goes on from here.")
                raise CommandError(
                    message % {"error": f"{type(error).__name__}: {error}"}
                ) from error
            except MarcFileError as error:
                raise CommandError(str(error)) from error
            except KeyboardInterrupt:
                message = _("Interrupted. Run the same command again to go on from here.")
                raise CommandError(message, returncode=130) from None
        self._summarise(run)

    def _announce(self, run: HarvestRun) -> None:
        if run.read:
            self.stdout.write(
                _("%(source)s: taken up again after %(number)d lines.")
                % {"source": run.source, "number": run.read}
            )

    def _summarise(self, run: HarvestRun) -> None:
        if run.status == ImportStatus.RUNNING:
            self.stdout.write(_("Time is up: the next harvest goes on from here."))
        self.stdout.write(
            _(
                "%(source)s: %(read)d lines read, %(created)d new, %(updated)d updated, "
                "%(unchanged)d unchanged, %(withdrawn)d withdrawn, %(rejected)d rejected."
            )
            % {
                "source": run.source,
                "read": run.read,
                "created": run.created,
                "updated": run.updated,
                "unchanged": run.unchanged,
                "withdrawn": run.withdrawn,
                "rejected": run.rejected,
            }
        )
        if run.report:
            self.stdout.write(_("What was not taken and why: %(path)s") % {"path": run.report})
