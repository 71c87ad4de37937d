import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.covers import cover_svg, lettering
from catalog.covers.cover import BY_CLASS, PATTERNS, H, W
from catalog.covers.palette import PALETTES
from catalog.enums import ClcClass
from catalog.stream import Stream

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> str:
    """The text on the cover, in the order it stands in the file."""
    return "".join(ElementTree.fromstring(svg).itertext())


def test_cover_is_the_same_every_time():
    assert cover_svg("骆驼祥子", "老舍", clc_top="I") == cover_svg("骆驼祥子", "老舍", clc_top="I")


def test_cover_of_another_book_is_another_one():
    assert cover_svg("骆驼祥子", "老舍") != cover_svg("骆驼祥子", "改编本")


@pytest.mark.parametrize("clc_top", [*ClcClass.values, "", "?"])
def test_cover_shows_title_and_author_in_every_class(clc_top):
    text = words(cover_svg("四世同堂", "老舍", clc_top=clc_top))
    assert "四世同堂" in text
    assert "老舍" in text


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("colors", [PALETTES[0], PALETTES[4]])
def test_every_pattern_is_sound_xml_within_a_few_kilobytes(pattern, colors):
    for seed in range(8):
        drawn = pattern(Stream(str(seed)), colors, W, H)
        ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>')
        assert len(drawn) < 8000


def test_all_patterns_are_reached_from_some_class():
    assert {pattern for patterns in BY_CLASS.values() for pattern in patterns} == set(PATTERNS)


def test_hostile_title_is_shown_as_text():
    root = ElementTree.fromstring(cover_svg("<script>alert(1)</script>\"'&", "</svg><b>"))
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "g", "rect", "path", "circle", "text", "tspan", "defs", "use")
    }


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=8), st.booleans())
def test_any_text_makes_sound_xml(title, author, volume, kids):
    ElementTree.fromstring(cover_svg(title, author, volume=volume, is_picture_book=kids))


@pytest.mark.parametrize(
    "title",
    ["Goodnight Moon", "A Brief History of Time: From the Big Bang to Black Holes", "1984"],
)
def test_latin_words_are_not_cut(title):
    assert all(word in words(cover_svg(title, "")) for word in title.split())


def test_title_beyond_all_measure_ends_in_an_ellipsis():
    assert words(cover_svg("长" * 400, "")).endswith("…")


@pytest.mark.parametrize("title", ["中" * length for length in range(1, 40)])
def test_letters_stay_on_the_board(title):
    root = ElementTree.fromstring(cover_svg(title, "作者", clc_top="I"))
    for span in root.iter(SVG + "tspan"):
        assert 0 < float(span.get("x", 0)) < W
        assert 0 < float(span.get("y", 0)) < H


def test_cover_without_an_author_shows_the_title_alone():
    for number in range(12):
        assert words(cover_svg("茶馆" * (number + 1), "")).startswith("茶馆")


def test_latin_word_in_a_chinese_title_is_turned():
    title = "Python编程从入门到实践"
    turned = [svg for n in range(20) if "rotate(90)" in (svg := cover_svg(title, str(n)))]
    assert turned
    assert all("Python" in words(svg) for svg in turned)


def test_word_longer_than_the_line_is_cut_and_nothing_is_lost():
    assert lettering.wrap("一二 Donaudampfschifffahrt 三", 4)[0] == "一二"
    assert (
        "".join(lettering.wrap("一二Donaudampfschifffahrt三", 4)) == "一二Donaudampfschifffahrt三"
    )


def test_volume_stands_in_a_seal():
    for number in range(12):
        assert "上" in words(
            cover_svg("红楼梦", "曹雪芹" * (number % 2), volume="上", clc_top="IKT"[number % 3])
        )
        assert "上" in words(cover_svg(f"红楼梦{number}", "", volume="第上卷"))


def test_column_turns_long_words_and_keeps_short_numbers_upright():
    cells = lettering.cells("Python与5G")
    assert [(cell.text, cell.is_turned) for cell in cells] == [
        ("Python", True),
        ("与", False),
        ("5G", False),
    ]


def test_line_does_not_begin_with_a_closing_mark():
    assert all(line[0] not in "，。》" for line in lettering.wrap("大卫，不可以，《书》。", 3))


def test_thousand_covers_take_less_than_a_second():
    started = time.process_time()
    for number in range(1000):
        cover_svg(f"书名第{number}", "作者", clc_top="IKT"[number % 3])
    assert time.process_time() - started < 1
