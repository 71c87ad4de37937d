"""What the installed packages say, and what of it they do not say in Chinese.

Wagtail and its companions bring catalogues that are less complete in Chinese than in English. A
catalogue of ours, the second folder of LOCALE_PATHS, fills the gaps and corrects what is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import django_filters
import polib
from django.apps import apps
from django.conf import settings

from portal.core.management.commands.compile_catalogues import catalogues

CHINESE = "zh_Hans"
DOMAINS = ("django", "djangojs")  # on the server and, by Wagtail's jsi18n view, in the browser

Key = tuple[str, str]


@dataclass(slots=True)
class PackageText:
    """A text of a package, and its Chinese as far as any package has it."""

    package: str
    source: polib.POEntry
    chinese: str = ""


def package_texts(domain: str) -> dict[Key, PackageText]:
    """All texts of the packages, in the order in which Django looks for their translation."""
    texts: dict[Key, PackageText] = {}
    for package, folder, language in _packages():
        for entry in _read(folder / language / "LC_MESSAGES" / f"{domain}.po"):
            texts.setdefault(key(entry), PackageText(package, entry))
    for _package, folder, _language in _packages():
        for entry in _read(folder / CHINESE / "LC_MESSAGES" / f"{domain}.mo"):
            text = texts.get(key(entry))
            if text and not text.chinese:
                text.chinese = translation(entry)
    return texts


def our_file(domain: str) -> Path:
    return Path(settings.LOCALE_PATHS[1]) / CHINESE / "LC_MESSAGES" / f"{domain}.po"


def missing(domain: str) -> list[PackageText]:
    """The texts for which neither their package nor we have Chinese."""
    ours = {key(entry) for entry in _read(our_file(domain)) if entry.translated()}
    return [
        text
        for text_key, text in package_texts(domain).items()
        if not text.chinese and text_key not in ours
    ]


def collect(domain: str) -> int:
    """Bring our file up to date with the packages; say how many texts wait for translation.

    What no package says any more is dropped, as is what its package now says just as we do.
    """
    catalogue = polib.pofile(str(our_file(domain)), wrapwidth=0)
    ours = {key(entry): entry for entry in catalogue}
    catalogue.clear()
    for text_key, text in package_texts(domain).items():
        entry = ours.get(text_key)
        if entry is None and text.chinese:
            continue
        if entry is None:
            entry = _blank(text.source)
        if translation(entry) != text.chinese or not text.chinese:
            entry.comment = _remark(text)
            catalogue.append(entry)
    catalogue.save()
    return len(catalogue.untranslated_entries())


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def translation(entry: polib.POEntry) -> str:
    """The Chinese of *entry*, which has one form for any number."""
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def _packages() -> Iterator[tuple[str, Path, str]]:
    """Name, folder of catalogues, and the language whose catalogue lists all texts."""
    own = {path.parents[2] for path in catalogues()}
    for app in apps.get_app_configs():
        folder = Path(app.path).resolve() / "locale"
        if folder not in own:
            yield app.name, folder, "en"
    yield "django", Path(django.__file__).parent / "conf" / "locale", "en"
    # Wagtail filters with it, but it is no app: Django never reads what it says in any language.
    yield "django_filters", Path(django_filters.__file__).parent / "locale", "zh_CN"


def _read(path: Path) -> list[polib.POEntry]:
    if not path.exists():
        return []
    read = polib.mofile if path.suffix == ".mo" else polib.pofile
    return [entry for entry in read(str(path)) if not entry.obsolete]


def _remark(text: PackageText) -> str:
    """Whose text it is; what we correct stands beside our translation."""
    words = " ".join(text.chinese.split())
    return f"{text.package} says: {words}" if words else text.package


def _blank(source: polib.POEntry) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=source.msgctxt,
        msgid=source.msgid,
        msgid_plural=source.msgid_plural,
        msgstr_plural={0: ""} if source.msgid_plural else {},
        flags=[flag for flag in source.flags if flag != "fuzzy"],
    )
