"""The catalogue: one MARC file of sample records, read in through the import."""

import random
import tempfile
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from catalog import sample
from catalog.marc.types import BibRecord, Creator, Item
from catalog.models import Record
from catalog.services.importing import import_marc
from portal.demo import content
from portal.demo.content import Row

from .demo import Demo

RECORDS = {"small": 5_000, "district": 50_000, "city": 500_000}
PUBLISHERS = [
    ("北京", "燕岭书局"),
    ("北京", "什刹海出版社"),
    ("北京", "永定河人民出版社"),
    ("上海", "苏州河文艺出版社"),
    ("南京", "秦淮古籍出版社"),
    ("成都", "锦江少儿出版社"),
]
STATUSES = ["available"] * 13 + ["on_loan"] * 5 + ["on_hold", "in_transit"]


def build_books(demo: Demo) -> str:
    count = RECORDS[demo.scale]
    if Record.objects.count() >= count + len(_own_works()):
        return "the catalogue stands"
    of_lists = map(partial(_bib, demo), _own_works())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.mrc"
        sample.write(path, chain(of_lists, sample.books(count)))
        run = import_marc(path)
    return f"{run.taken} records in the catalogue, {run.created} of them new"


def records_of_lists() -> dict[tuple[str, str], Record]:
    """The record of each book of the lists, by title and author."""
    numbers = {_number(row): (row["title"], row["author"]) for row in _works()}
    found = Record.objects.filter(record_id__in=numbers)
    return {numbers[record.record_id]: record for record in found}


def _works() -> list[Row]:
    """Every work once, though it may stand on several lists."""
    rows = [book for file in content.folder("lists") for book in file["book"]]
    return list({(row["title"], row["author"]): row for row in rows}.values())


def _own_works() -> list[Row]:
    """Those of them the sample catalogue does not have."""
    return [row for row in _works() if _number(row).startswith("L")]


def _number(row: Row) -> str:
    """The control number: the same in every run, so that an import finds its record again."""
    try:
        return sample.record_id(row["title"], row["author"])
    except KeyError:
        key = f"{row['title']} {row['author']}".encode()
        return "L" + blake2b(key, digest_size=4).hexdigest()


def _bib(demo: Demo, row: Row) -> BibRecord:
    """Title, author and class are the work's own; the edition and its copies are invented."""
    rng = random.Random(f"{demo.seed} {row['title']}")  # noqa: S311 - decoration
    place, publisher = rng.choice(PUBLISHERS)
    names = row["author"].split("、") if row["author"] else []
    return BibRecord(
        record_id=_number(row),
        title=row["title"],
        creators=[
            Creator(name, row.get("role", "著"), is_main=True, country=row.get("country", ""))
            for name in names
        ],
        place=place,
        publisher=publisher,
        year=rng.randrange(2006, 2025),
        extent=f"{rng.randrange(32, 480)}页 ; 21cm",
        summary=row["note"],
        subjects=row["subjects"],
        clc=row["clc"],
        clc_top=row["clc"][0],
        audience=row["group"],
        language="chi",
        items=_copies(row, rng, demo),
    )


def _copies(row: Row, rng: random.Random, demo: Demo) -> list[Item]:
    """Two to seven copies, one of them in the First Library."""
    others = rng.sample(sorted(demo.libraries), k=rng.randrange(1, 7))
    book_number = rng.randrange(2, 400)
    return [
        Item(
            library_code=code,
            call_number=f"{row['clc']}/{book_number}",
            area="成人借阅区" if row["group"] == "adults" else "少儿借阅区",
            shelf=f"{code}-1-{rng.randrange(1, 41):02d}-{rng.randrange(1, 7)}",
            barcode=f"9{int(_number(row)[1:], 16) % 10**7:07d}{place:02d}",
            status=rng.choice(STATUSES),
        )
        for place, code in enumerate(dict.fromkeys(["DQ01", *others]), start=1)
    ]
