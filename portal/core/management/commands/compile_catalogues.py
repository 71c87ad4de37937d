"""Compile the translations without gettext, which a library's server may not have."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every django.po of the portal whose django.mo is missing or older."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for source in [*catalogues(), *catalogues_for_packages()]:
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))
                done += 1
        self.stdout.write(f"{done} translation catalogues compiled")


def catalogues() -> list[Path]:
    """The portal's own catalogues, not those of installed packages."""
    return sorted(
        path
        for path in settings.BASE_DIR.glob("**/locale/*/LC_MESSAGES/*.po")
        if ".venv" not in path.parts
    )


def catalogues_for_packages() -> list[Path]:
    """What installed packages lack in Chinese or say wrongly (see `collect_messages`)."""
    return sorted(Path(settings.LOCALE_PATHS[1]).glob("*/LC_MESSAGES/*.po"))
