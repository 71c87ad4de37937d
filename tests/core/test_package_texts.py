"""Collecting what installed packages do not say in Chinese, into an empty folder."""

import polib
import pytest
from django.core.management import call_command

from portal.core.management import package_texts


@pytest.fixture
def catalogue(settings, tmp_path):
    """Our file for the packages' texts, empty; called again, what it holds by msgid."""
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS[:1], tmp_path]
    for domain in package_texts.DOMAINS:
        path = package_texts.our_file(domain)
        path.parent.mkdir(parents=True, exist_ok=True)
        polib.POFile().save(str(path))

    def read(**translations):
        file = polib.pofile(str(package_texts.our_file("django")))
        for entry in file:
            if entry.msgid in translations:
                entry.msgstr = translations[entry.msgid]
        file.save()
        return {entry.msgid: entry for entry in file}

    return read


def test_what_has_no_chinese_waits(catalogue):
    waiting = package_texts.collect("django")
    entries = catalogue()
    assert waiting == len(entries) == len(package_texts.missing("django")) > 0
    entry = entries["Go to the first error"]
    assert (entry.msgstr, entry.comment) == ("", "wagtail.admin")
    plural = entries["%(num_parent_objects)d page"]
    assert (plural.msgid_plural, plural.msgstr_plural) == ("%(num_parent_objects)d pages", {0: ""})
    assert plural.flags == ["python-format"]
    assert "Publish" not in entries


def test_what_was_translated_stays(catalogue):
    waiting = package_texts.collect("django")
    catalogue(**{"Go to the first error": "转到第一处错误"})
    assert package_texts.collect("django") == waiting - 1
    assert catalogue()["Go to the first error"].msgstr == "转到第一处错误"


def test_what_no_package_needs_any_more_goes(catalogue):
    file = polib.pofile(str(package_texts.our_file("django")))
    file.append(polib.POEntry(msgid="No package says this", msgstr="没有人说"))
    file.append(polib.POEntry(msgid="Publish", msgstr="发布"))  # as Wagtail says itself
    file.append(polib.POEntry(msgid="Redo", msgstr="重做"))
    file.save()
    package_texts.collect("django")
    entries = catalogue()
    assert {"No package says this", "Publish"}.isdisjoint(entries)
    assert entries["Redo"].comment == "wagtail.admin says: 重复"


def test_the_command_counts_what_waits(catalogue, capsys):
    call_command("collect_messages", packages=True)
    total = sum(len(package_texts.missing(domain)) for domain in package_texts.DOMAINS)
    assert capsys.readouterr().out == f"{total} texts of installed packages wait for translation\n"
