"""The words of the sample network, as TOML: whoever adapts it edits words, not code.

A text and its English stand side by side as `name` and `name_en`; dates are days from today.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

Row = dict[str, Any]


@cache
def read(path: str) -> Row:
    """One file, such as "lists/winter-beijing"."""
    return tomllib.loads((resources.files(__name__) / f"{path}.toml").read_text("utf-8"))


def folder(name: str) -> list[Row]:
    """All files of a folder, in the order of their names."""
    files = sorted(
        entry.name for entry in (resources.files(__name__) / name).iterdir() if entry.is_file()
    )
    return [
        read(f"{name}/{file.removesuffix('.toml')}") for file in files if file.endswith(".toml")
    ]


def rows(name: str, key: str) -> list[Row]:
    """The rows called *key* of all files of a folder."""
    return [row for file in folder(name) for row in file.get(key, [])]
