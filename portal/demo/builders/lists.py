"""Reading lists: their books come from the catalogue."""

from portal.demo import content, markup
from portal.demo.content import Row
from reading_lists.models import ReadingListItem, ReadingListPage

from .books import records_of_lists
from .demo import Demo, texts_of


def build_lists(demo: Demo) -> str:
    index = demo.index("lists")
    records = records_of_lists()
    made = 0
    for row in sorted(content.folder("lists"), key=lambda row: -row["days_ago"]):
        page = ReadingListPage(
            **demo.shared(row),
            compiled_by=row["compiled_by"],
            introduction=markup.html(row["introduction"]),
            items=[
                ReadingListItem(
                    record=records[book["title"], book["author"]],
                    note=book["note"],
                    sort_order=place,
                    locale=index.locale,
                )
                for place, book in enumerate(row["book"])
            ],
        )
        made += demo.publish(index, page, _texts(row), days_ago=row["days_ago"])
    return f"{made} reading lists"


def _texts(row: Row) -> dict[str, str]:
    notes = {book["note"]: book["note_en"] for book in row["book"]}
    return {**texts_of(row, "introduction"), **notes}
