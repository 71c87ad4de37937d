"""A bibliographic record and its copies as plain values."""

import datetime
from dataclasses import dataclass, field


@dataclass(slots=True)
class Creator:
    name: str
    role: str = ""
    is_main: bool = True
    country: str = ""


@dataclass(slots=True)
class Item:
    """A copy; *status* is a word of HoldingStatus, "unknown" where the file does not say."""

    library_code: str
    call_number: str = ""
    area: str = ""
    shelf: str = ""
    barcode: str = ""
    status: str = "unknown"


@dataclass(slots=True)
class BibRecord:
    record_id: str
    title: str
    subtitle: str = ""
    volume: str = ""
    other_titles: list[str] = field(default_factory=list)
    creators: list[Creator] = field(default_factory=list)
    statement: str = ""
    edition: str = ""
    place: str = ""
    publisher: str = ""
    year: int | None = None
    extent: str = ""
    series: str = ""
    summary: str = ""
    subjects: list[str] = field(default_factory=list)
    clc: str = ""
    clc_top: str = ""
    language: str = ""
    original_language: str = ""
    audience: str = ""
    price: str = ""
    isbns: list[str] = field(default_factory=list)
    bad_isbns: list[str] = field(default_factory=list)
    entered: datetime.date | None = None
    is_withdrawn: bool = False
    items: list[Item] = field(default_factory=list)

    @property
    def authors_text(self) -> str:
        """Who did what: （哥伦）加西亚·马尔克斯 著；范晔 译."""
        if not self.creators:
            return self.statement
        groups: list[tuple[str, list[str]]] = []
        for creator in self.creators:
            name = f"（{creator.country}）{creator.name}" if creator.country else creator.name
            if groups and groups[-1][0] == creator.role:
                groups[-1][1].append(name)
            else:
                groups.append((creator.role, [name]))
        return "；".join(f"{'，'.join(names)} {role}".strip() for role, names in groups)
