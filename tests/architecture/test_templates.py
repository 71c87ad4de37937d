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
INCLUDE = re.compile(r"""{%-?\s*include\s+"([^"]+)"([^%]*)%}""")
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


def test_forms_of_included_templates_have_their_token():
    """`only` leaves the token behind as well: such a form is refused, and no other test sees it."""
    sources = {str(path).split("/templates/", 1)[1]: path.read_text() for path in PAGES}
    included = {page: INCLUDE.findall(source) for page, source in sources.items()}
    with_form = {page for page, source in sources.items() if "{% csrf_token %}" in source}
    grown = True
    while grown:
        more = {page for page, parts in included.items() if {part for part, _ in parts} & with_form}
        grown = not more <= with_form
        with_form |= more
    assert [
        f"{page} includes {part}"
        for page, parts in included.items()
        for part, rest in parts
        if part in with_form and rest.split()[-1:] == ["only"] and "csrf_token=" not in rest
    ] == []
