import datetime

import pytest
from wagtail.blocks import StructBlockValidationError

from catalog import sample
from catalog.blocks import BookRowBlock
from catalog.services import import_marc
from catalog.widgets import AdminRecordChooser
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory

pytestmark = pytest.mark.django_db
block = BookRowBlock()


def value(**choices):
    return block.to_python(choices)


def titles(row):
    return [book["record"].title for book in row.books]


def test_chosen_books_stand_in_the_order_of_the_editor():
    first, second = RecordFactory(title="甲"), RecordFactory(title="乙")
    assert titles(value(records=[second.pk, first.pk])) == ["乙", "甲"]


def test_without_chosen_books_the_newest_of_the_class_are_shown():
    RecordFactory(title="旧", clc_top="I", entered=datetime.date(2020, 1, 1))
    RecordFactory(title="新", clc_top="I", entered=datetime.date(2026, 1, 1))
    RecordFactory(title="别类", clc_top="K", entered=datetime.date(2026, 2, 1))
    RecordFactory(title="下架", clc_top="I", is_withdrawn=True)
    assert titles(value(clc_top="I")) == ["新", "旧"]
    assert titles(value(clc_top="I", limit=1)) == ["新"]


def test_books_are_narrowed_by_reader_group():
    RecordFactory(title="童书", audience="3-6")
    RecordFactory(title="别的")
    assert titles(value(audience="3-6")) == ["童书"]


def test_books_are_narrowed_by_subject(tmp_path):
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(60))
    import_marc(path)
    assert "燕京岁时记" in titles(value(subject="岁时", limit=12))


def test_form_offers_the_chooser():
    assert isinstance(block.child_blocks["records"].child_block.widget, AdminRecordChooser)
    assert block.child_blocks["records"].child_block.target_model.__name__ == "Record"


def test_block_asks_for_books_or_a_choice():
    with pytest.raises(StructBlockValidationError):
        block.clean(value(title="空"))
    block.clean(value(clc_top="I"))


@pytest.mark.parametrize("count", [1, 3])
def test_row_of_newest_books_takes_two_queries(count, django_assert_num_queries):
    for _number in range(count):
        HoldingFactory(record=BookFactory())
    row = value(clc_top="I", title="新书")
    block.render(row)  # when the copies were heard of is kept for a minute
    with django_assert_num_queries(2):
        html = block.render(row)
    assert html.count('class="bk"') == count
    assert "骆驼祥子" in html


def test_empty_row_says_so():
    assert "bk" not in block.render(value(clc_top="Z"))


def test_preview_can_be_drawn():
    block.render(block.get_preview_value())
