"""Bring the translation catalogues up to date with the code: one pair beside each app."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.management import package_texts
from portal.core.management.commands.compile_catalogues import catalogues

LANGUAGES = ("zh_Hans", "en")
# makemessages starts in the app's folder, where the settings of manage.py cannot be imported.
SETTINGS = "DJANGO_SETTINGS_MODULE"


class Command(BaseCommand):
    help = "Collect texts for translation; with --check, only say whether something is missing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument(
            "--packages",
            action="store_true",
            help="Collect instead what installed packages say and do not have in Chinese.",
        )

    def handle(
        self, *args: Any, check: bool = False, packages: bool = False, **options: Any
    ) -> None:
        if packages:
            waiting = sum(package_texts.collect(domain) for domain in package_texts.DOMAINS)
            self.stdout.write(f"{waiting} texts of installed packages wait for translation")
            return
        before = {path: _texts(path) for path in catalogues()}
        kept = {path: path.read_bytes() for path in before}
        for folder in sorted({path.parents[3] for path in before}):
            _make_messages(folder)
        for path in catalogues():
            if path.parts[-3] == "en":
                _fill_english(path)
        after = {path: _texts(path) for path in catalogues()}
        if not check:
            self.stdout.write(f"{len(after)} catalogues; {_gaps(after)} texts wait for translation")
            return
        for path, content in kept.items():
            path.write_bytes(content)
        problems = [
            f"{path.relative_to(settings.BASE_DIR)}: {problem}"
            for path in after
            for problem in _problems(before.get(path, {}), after[path])
        ]
        if problems:
            raise CommandError("Translations are not complete:\n" + "\n".join(problems))
        self.stdout.write(f"{len(after)} translation catalogues complete")


def _make_messages(folder: Path) -> None:
    languages = [part for code in LANGUAGES for part in ("-l", code)]
    ignore = ["--ignore", "core/*", "--ignore", "*/locale/*"] if folder.name == "portal" else []
    if folder.name == "portal":  # its packages have catalogues of their own
        for name in ("accounts", "demo", "images", "notify", "settings"):
            ignore += ["--ignore", f"{name}/*"]
    subprocess.run(  # noqa: S603
        [
            str(Path(sys.executable).with_name("django-admin")),
            "makemessages",
            "--no-location",
            "--no-wrap",
            "--no-obsolete",
            *languages,
            *ignore,
        ],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != SETTINGS},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _fill_english(path: Path) -> None:
    """Msgids are English, so the English catalogue says them again."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
    catalogue.save()


def _texts(path: Path) -> dict[str, bool]:
    """Each text with whether it is translated."""
    catalogue = polib.pofile(str(path))
    return {
        f"{entry.msgctxt or ''}|{entry.msgid}": entry.translated() and not entry.fuzzy
        for entry in catalogue
        if not entry.obsolete
    }


def _gaps(catalogues: dict[Path, dict[str, bool]]) -> int:
    return sum(not done for texts in catalogues.values() for done in texts.values())


def _problems(before: dict[str, bool], after: dict[str, bool]) -> list[str]:
    return [
        *(f"not translated: {text}" for text, done in before.items() if not done),
        *(f"not in the catalogue: {text}" for text in after if text not in before),
        *(f"no longer used: {text}" for text in before if text not in after),
    ]
