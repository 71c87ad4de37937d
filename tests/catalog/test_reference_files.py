import pytest

from catalog import reference_files
from tests.factories.catalog import BookFactory, RecordFactory

pytestmark = pytest.mark.django_db
URL = "https://portal.example/books/1/"


def test_bibtex_has_what_the_record_says():
    book = BookFactory(
        title="百年孤独",
        creators=[
            {"name": "加西亚·马尔克斯", "role": "著", "is_main": True},
            {"name": "范晔", "role": "译", "is_main": False},
        ],
    )
    text = reference_files.bibtex(book, url=URL)
    assert text.startswith(f"@book{{record{book.pk},\n  title = {{百年孤独}},\n")
    assert "author = {加西亚·马尔克斯}" in text
    assert "translator = {范晔}" in text
    assert "isbn = {9787020002207}" in text
    assert text.endswith(f"  url = {{{URL}}}\n}}\n")


def test_bibtex_is_not_broken_by_a_title():
    book = RecordFactory(title="100% \\input{x} } A&B_#")
    text = reference_files.bibtex(book, url=URL)
    assert "title = {100\\% inputx  A\\&B\\_\\#}" in text


def test_ris_has_one_line_for_each_value():
    book = BookFactory(summary="一行\n又一行", series="新课标")
    lines = reference_files.ris(book, url=URL).split("\r\n")
    assert lines[0] == "TY  - BOOK"
    assert "AU  - 老舍" in lines
    assert "AB  - 一行 又一行" in lines
    assert "T2  - 新课标" in lines
    assert lines[-2].startswith("ER  -")


def test_a_bare_record_makes_a_file_too():
    assert "title" in reference_files.bibtex(RecordFactory(), url=URL)
    assert "TI" in reference_files.ris(RecordFactory(), url=URL)


@pytest.mark.parametrize(("name", "kind"), [("bib", "bibtex"), ("ris", "research-info-systems")])
def test_files_are_downloaded_with_one_query(client, name, kind, django_assert_num_queries):
    book = BookFactory()
    with django_assert_num_queries(1):
        answer = client.get(f"/books/{book.pk}/cite.{name}")
    assert kind in answer["Content-Type"]
    assert answer["Content-Disposition"].endswith(f'book-{book.pk}.{name}"')
    assert "public" in answer["Cache-Control"]
    assert client.get(f"/books/999999/cite.{name}").status_code == 404
