"""Chinese wherever people look: each text has it once, the packages' texts too.

After an upgrade of a package: `manage.py collect_messages --packages`, then translate what is new
in `portal/locale_packages` (docs/how-to/translate.en.md).
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import polib
import pytest

from portal.core.management import package_texts
from portal.core.management.commands.compile_catalogues import catalogues
from portal.core.management.package_texts import DOMAINS, key, translation

CHINESE = "/zh_Hans/"
# What a translation must hand through as it is: placeholders and tags.
FIXED = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}|</?[a-z]\w*")


@cache
def texts_of_packages(domain: str) -> dict[package_texts.Key, package_texts.PackageText]:
    return package_texts.package_texts(domain)


def our_catalogues() -> list[Path]:
    return [path for path in catalogues() if CHINESE in str(path)]


def entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if entry.translated()]


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_packages_speak_chinese(domain):
    waiting = package_texts.missing(domain)
    assert [f"{text.package}: {text.source.msgid}" for text in waiting] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_we_translate_for_the_packages_only_what_they_need(domain):
    said = {k: text.chinese for k, text in texts_of_packages(domain).items()}
    ours = {key(entry): translation(entry) for entry in entries(package_texts.our_file(domain))}
    assert [text for text in ours if text not in said] == []
    assert [text for text, chinese in ours.items() if said[text] == chinese] == []


def test_one_text_has_one_translation():
    """Django looks a text up in all catalogues at once: the first one answers for everybody."""
    said = defaultdict(lambda: defaultdict(set))
    for text_key, text in texts_of_packages("django").items():
        if text.chinese:
            said[text_key][text.chinese].add(text.package)
    for entry in entries(package_texts.our_file("django")):
        said[key(entry)] = defaultdict(set, {translation(entry): {"for the packages"}})
    for path in our_catalogues():
        for entry in entries(path):
            said[key(entry)][translation(entry)].add(path.parts[-5])
    assert {text: dict(words) for text, words in said.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    "path",
    [*our_catalogues(), *map(package_texts.our_file, DOMAINS)],
    ids=lambda path: f"{path.parts[-5]}-{path.stem}",
)
def test_translations_keep_placeholders_and_tags(path):
    changed = [
        f"{entry.msgid} -> {translation(entry)}"
        for entry in entries(path)
        if "no-python-format" not in entry.flags
        and sorted(FIXED.findall(translation(entry)))
        not in (sorted(FIXED.findall(entry.msgid)), sorted(FIXED.findall(entry.msgid_plural)))
    ]
    assert changed == []
