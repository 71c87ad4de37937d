"""Templates compile, carry no inline code (the policy forbids it) and call no other host."""

import re
from pathlib import Path

import pytest
from django.template import Engine
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "portal",
    "catalog",
    "events",
    "reading_lists",
    "community",
    "search",
    "reports",
    "home",
)
TEMPLATES = sorted(
    path for package in PACKAGES for path in (ROOT / package).glob("**/templates/**/*.*")
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
MAIL = re.compile(r"/(notify|account/email)/")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles(path):
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_page_has_no_inline_code(path):
    source = path.read_text()
    scripts = re.findall(r"<script\b([^>]*)>", source)
    assert [s for s in scripts if "src=" not in s and "application/ld+json" not in s] == []
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)
    assert "javascript:" not in source
    if not MAIL.search(str(path)):
        assert "<style" not in source
        assert not re.search(r"\sstyle\s*=\s*[\"']", source)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_page_loads_nothing_from_another_host(path):
    source = path.read_text()
    loaded = re.findall(
        r"<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc=[\"']([^\"']*)", source
    )
    loaded += re.findall(r"<link\b[^>]*rel=[\"']stylesheet[\"'][^>]*href=[\"']([^\"']*)", source)
    assert [address for address in loaded if address.startswith(("http:", "https:", "//"))] == []


def test_translate_tags_are_always_at_hand():
    builtins = Engine.get_default().builtins
    assert "django.templatetags.i18n" in builtins
