"""Editions of one work are one row, whatever becomes of its records."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from catalog.models import Record, Work
from catalog.sample.marc import leader
from catalog.sample.writer import iso2709
from catalog.services import import_marc
from tests.catalog.marc import fields, record
from tests.factories.catalog import BookFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(tmp_path):
    """Imports the given records."""

    def read(*records):
        path = tmp_path / "file.mrc"
        path.write_bytes(b"".join(records))
        return import_marc(path)

    return read


def edition(number, title="骆驼祥子", year=""):
    return record(number, title, *[("210", "  ", [("d", year)])] * bool(year))


def withdrawn(number):
    return record(number).replace(b"nam0", b"dam0", 1)


def without_author(number, title="诗选"):
    return iso2709(leader("cnmarc"), fields(number, title)[:2])


def works():
    rows = Work.objects.order_by("pk").values_list(
        "title", "author", "editions", "record__record_id"
    )
    return list(rows)


def test_editions_are_one_work_that_shows_the_newest(read):
    read(edition("A", year="2001"), edition("B", year="2020"), edition("C"), edition("D", "茶馆"))
    assert works() == [("骆驼祥子", "老舍", 3, "B"), ("茶馆", "老舍", 1, "D")]


def test_volumes_of_a_set_are_one_work(read):
    one = fields("A")
    one[1] = ("200", "1 ", [("a", "骆驼祥子"), ("h", "上")])
    read(iso2709(leader("cnmarc"), one), edition("B"))
    assert works() == [("骆驼祥子", "老舍", 2, "B")]


def test_marks_spaces_and_case_do_not_make_another_work(read):
    read(edition("A", "Ａ Dream: of"), edition("B", "A dream of"))
    assert Work.objects.get().editions == 2


def test_records_without_an_author_are_works_of_their_own(read):
    read(without_author("A"), without_author("B"))
    assert works() == [("诗选", "", 1, "A"), ("诗选", "", 1, "B")]


def test_later_edition_joins_the_work_of_an_earlier_import(read):
    read(edition("A", year="2001"))
    read(edition("B", year="1999"))
    assert works() == [("骆驼祥子", "老舍", 2, "A")]


def test_withdrawn_edition_counts_no_more_and_is_shown_last(read):
    read(edition("A", year="2001"), edition("B", year="2020"))
    read(withdrawn("B"))
    assert works() == [("骆驼祥子", "老舍", 1, "A")]
    read(withdrawn("A"))
    assert works() == [("骆驼祥子", "老舍", 0, "B")]


def test_only_edition_that_is_renamed_takes_its_work_along(read):
    read(edition("A", "骆驼样子"))
    before = Work.objects.get().pk
    read(edition("A"))
    assert works() == [("骆驼祥子", "老舍", 1, "A")]
    assert Work.objects.get().pk == before


def test_renamed_edition_leaves_the_others_behind(read):
    read(edition("A"), edition("B"))
    read(edition("A", "茶馆"))
    assert works() == [("骆驼祥子", "老舍", 1, "B"), ("茶馆", "老舍", 1, "A")]


def test_edition_that_is_given_the_title_of_another_work_joins_it(read):
    read(edition("A"), edition("B", "骆驼样子"))
    read(edition("B"))
    assert works() == [("骆驼祥子", "老舍", 2, "B"), ("骆驼样子", "老舍", 0, None)]


def test_two_works_renamed_to_the_same_become_one(read):
    read(edition("A", "甲"), edition("B", "乙"))
    read(edition("A", "丙"), edition("B", "丙"))
    assert Record.objects.get(record_id="A").work == Record.objects.get(record_id="B").work
    assert set(Work.objects.values_list("title", "editions")) == {("乙", 0), ("丙", 2)}


def test_works_take_the_same_queries_however_many_records_come(read, django_assert_num_queries):
    with django_assert_num_queries(15):
        read(edition("A", "甲"))
    with django_assert_num_queries(15):
        read(edition("B", "丙"), edition("C", "丁"), edition("D", "戊"))


def test_migration_groups_what_was_imported_before(settings):
    """On the tables of today with the column the migration reads."""
    settings.MIGRATION_MODULES = {}
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE catalog_record ADD COLUMN work_key varchar(32) DEFAULT ''")
        for number, (year, is_withdrawn) in enumerate([(2001, False), (2020, False), (2024, True)]):
            BookFactory(record_id=f"A{number}", year=year, is_withdrawn=is_withdrawn)
        cursor.execute("UPDATE catalog_record SET work_key = 'k'")
        BookFactory(record_id="B", title="茶馆")
        then = MigrationLoader(connection).project_state(("catalog", "0003_add_works")).apps
        import_module("catalog.migrations.0003_add_works").group_editions(then, None)
    assert works() == [("骆驼祥子", "老舍", 2, "A1")]
    assert Record.objects.get(work=None).record_id == "B"
