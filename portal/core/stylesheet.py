"""The one stylesheet of the public pages, joined from portal/static/css while files are found.

Being a staticfiles finder, it serves `collectstatic` (which hashes and compresses the file),
`runserver`, the test server and WhiteNoise alike, and no built file stands in the repository.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/portal.css"
SOURCES = Path(__file__).resolve().parents[1] / "static" / "css"

_KEPT_OR_SPACE = re.compile(r"(\"[^\"]*\"|'[^']*')|/\*.*?\*/|\s+", re.DOTALL)
_AROUND_MARKS = re.compile(r"(\"[^\"]*\"|'[^']*')|\s*([{};,>])\s*|(:)\s+")


def source_files() -> list[Path]:
    """The files named in the manifest, in its order."""
    lines = (SOURCES / "manifest").read_text().splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return [path for pattern in patterns for path in sorted(SOURCES.glob(pattern))]


def minified(css: str) -> str:
    """*css* without comments and needless white space; texts in quotes stay as they are."""
    css = _KEPT_OR_SPACE.sub(lambda match: match[1] or " ", css)
    css = _AROUND_MARKS.sub(lambda match: match[1] or match[2] or match[3], css)
    return css.replace(";}", "}").strip()


def build() -> Path:
    """Write the stylesheet if a source is newer, and say where it is."""
    target = Path(settings.PORTAL_STATE_DIR) / "built" / NAME
    files = source_files()
    watched = [*files, SOURCES / "manifest", *{path.parent for path in files}]
    newest = max(path.stat().st_mtime_ns for path in watched)
    if target.exists() and target.stat().st_mtime_ns == newest:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as file:
        file.write(minified("\n".join(path.read_text(encoding="utf-8") for path in files)) + "\n")
    os.utime(file.name, ns=(newest, newest))
    os.chmod(file.name, settings.FILE_UPLOAD_PERMISSIONS or 0o644)
    os.replace(file.name, target)
    return target


class StylesheetFinder(BaseFinder):
    """Finds css/portal.css and nothing else."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != NAME:
            return []
        found = str(build())
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        folder = build().parents[1]
        yield NAME, FileSystemStorage(location=folder)
