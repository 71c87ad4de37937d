"""A request and a reply of the stand-in, apart from the socket they travel on."""

import json
from dataclasses import dataclass, field
from typing import Any, Self

from . import query

JSON = "application/json"
MARCXML = "application/marcxml+xml"


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def embeds(self) -> set[str]:
        return {part.strip() for part in self.headers.get("x-koha-embed", "").split(",")}

    @property
    def conditions(self) -> dict[str, Any]:
        return query.read(self.query.get("q", "{}"))


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes = b""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, status: int, value: Any, headers: dict[str, str] | None = None) -> Self:
        return cls(status, json.dumps(value, ensure_ascii=False).encode(), JSON, headers or {})


def failure(status: int, error: str, *, code: str = "", **headers: str) -> Reply:
    body = {"error": error} | ({"error_code": code} if code else {})
    return Reply.json(status, body, {key.replace("_", "-"): text for key, text in headers.items()})
