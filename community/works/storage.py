"""Where files lie that nobody may reach by an address of their own."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.storage import Storage, storages


def private() -> Storage:
    return storages["private"]


def file_name(piece: Any, name: str) -> str:
    """A name that says nothing: names of files hold names of people and dates."""
    return f"works/{uuid4().hex}{PurePath(name).suffix}"
