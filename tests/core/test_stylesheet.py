"""One stylesheet, joined from many files, found by everything that serves static files."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from portal.core import stylesheet


@pytest.fixture
def sources(settings, tmp_path, monkeypatch):
    """A small set of sources in a folder of its own."""
    settings.PORTAL_STATE_DIR = tmp_path / "state"
    folder = tmp_path / "css"
    (folder / "components").mkdir(parents=True)
    (folder / "manifest").write_text("# order\nbase.css\ncomponents/*.css\nprint.css\n")
    for name in ("print", "base", "components/b", "components/a"):
        (folder / f"{name}.css").write_text(f".{name[-1]} {{\n  top: 0;\n}}\n")
    monkeypatch.setattr(stylesheet, "SOURCES", folder)
    return folder


def test_files_are_joined_in_the_order_of_the_manifest(sources):
    assert stylesheet.build().read_text() == ".e{top:0}.a{top:0}.b{top:0}.t{top:0}\n"


def test_a_change_and_a_new_file_are_seen(sources):
    stylesheet.build()
    (sources / "components" / "c.css").write_text(".c { left: 0 }")
    assert ".c{left:0}" in stylesheet.build().read_text()
    (sources / "components" / "c.css").unlink()
    assert ".c{" not in stylesheet.build().read_text()


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a  >  b , c { x: 1px  2px ; }", "a>b,c{x:1px 2px}"),
        (".a :hover { x: y }", ".a :hover{x:y}"),
        ('.a::before { content: " / ;  } "; }', '.a::before{content:" / ;  } "}'),
        ("/* a { */ .b { w: calc(1px + 2 * 3px) }", ".b{w:calc(1px + 2 * 3px)}"),
        ("@media (min-width: 40rem) { a { b: c } }", "@media (min-width:40rem){a{b:c}}"),
    ],
)
def test_minifying_changes_nothing_that_matters(css, expected):
    assert stylesheet.minified(css) == expected


def test_the_finder_serves_only_the_stylesheet():
    assert finders.find(stylesheet.NAME).endswith("built/css/portal.css")
    assert finders.find("css/nothing.css") is None


def test_collectstatic_hashes_the_stylesheet_and_what_it_points_to(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    hashed = ManifestStaticFilesStorage(location=tmp_path).stored_name(stylesheet.NAME)
    assert re.fullmatch(r"css/portal\.[0-9a-f]{12}\.css", hashed)
    text = (tmp_path / hashed).read_text()
    assert re.search(r"url\(\"\.\./art/cursor\.[0-9a-f]{12}\.svg\"\)", text)
    assert (tmp_path / f"{hashed}.gz").exists()


def test_sources_use_nothing_that_chinese_phone_browsers_lack():
    lacking = re.compile(
        r"@layer|@container|:has\(|oklch\(|color-mix\(|&\s*[.:\[]|\binset:|light-dark\("
    )
    for path in stylesheet.source_files():
        assert not lacking.search(stylesheet.minified(path.read_text())), path.name


def test_components_have_no_colours_and_addresses_of_their_own():
    for path in stylesheet.source_files():
        if path.parent.name == "components":
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b|url\(", path.read_text())
            assert not found, (path.name, found)


def test_both_dark_themes_are_the_same():
    css = stylesheet.minified((stylesheet.SOURCES / "modes.css").read_text())
    chosen = re.search(r'html\[data-theme="dark"\]\{([^}]*)\}', css)[1]
    by_device = re.search(r'html\[data-theme="auto"\]\{([^}]*)\}', css)[1]
    assert chosen == by_device
