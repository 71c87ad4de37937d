import pytest

from catalog.isbn import hyphenated, sort_out, to_isbn13


@pytest.mark.parametrize(
    "text",
    [
        "9787020002207",
        "978-7-02-000220-7",
        "7-02-000220-X",
        "702000220x",
        "978 7 02 000220 7",
        "ISBN 978-7-02-000220-7",
        "978-7-02-000220-7（精装）",
        "978-7-02-000220-7 (pbk.) : CNY45.00",
        "９７８７０２０００２２０７",
        "978—7—02—000220—7",
    ],
)
def test_every_way_to_write_an_isbn_gives_thirteen_digits(text):
    assert to_isbn13(text) == "9787020002207"


@pytest.mark.parametrize(
    "text",
    ["", "9787020002208", "7-02-000220-1", "702000220", "4006381333931", "CNY45.00", "X" * 13,
     "'; drop table", "\x00", "978702000220７７", "9" * 500],
)  # fmt: skip
def test_what_is_no_isbn_gives_nothing(text):
    assert to_isbn13(text) is None


def test_sort_out_keeps_good_ones_once_and_bad_ones_as_they_were_written():
    good, bad = sort_out(["7-02-000220-X", " ", "9787020002207", "978-7-02-000220-8(错)"])
    assert good == ["9787020002207"]
    assert bad == ["978-7-02-000220-8(错)"]


def test_hyphenated_follows_the_ranges_of_the_agency():
    assert hyphenated("9787020002207") == "978-7-02-000220-7"
