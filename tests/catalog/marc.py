"""Small MARC records for tests."""

from catalog.sample.marc import leader
from catalog.sample.writer import iso2709

COPY = ("905", "  ", [("a", "DQ01"), ("b", "0001"), ("d", "I246.5"), ("e", "3")])


def fields(number="T1", title="骆驼祥子", *more):
    """A CNMARC record of the least fields; *more* stand behind the title."""
    return [
        ("001", number),
        ("200", "1 ", [("a", title), ("f", "老舍著")]),
        ("701", " 0", [("a", "老舍"), ("4", "著")]),
        *more,
    ]


def record(number="T1", title="骆驼祥子", *more, encoding="utf-8"):
    return iso2709(leader("cnmarc"), fields(number, title, *more), encoding)


def marc21(*body, number="T1"):
    return iso2709(leader("marc21"), [("001", number), *body])
