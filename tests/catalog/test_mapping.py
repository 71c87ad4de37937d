"""What becomes of MARC fields, one test for each thing that records get wrong."""

import datetime
import io

import pytest

from catalog.marc import audience, iso2709, mapping, text
from catalog.marc.errors import MarcRecordError
from catalog.marc.fields import Fields, MarcField
from catalog.marc.profiles import PROFILES
from catalog.marc.types import Creator
from tests.catalog.marc import COPY, marc21, record


def bib(raw, profile="905-cn"):
    frame = next(iso2709.frames(io.BytesIO(raw)))
    return mapping.to_bib(iso2709.decode(frame, "utf-8"), PROFILES[profile])[0]


def dialect(raw):
    frame = next(iso2709.frames(io.BytesIO(raw)))
    return mapping.to_bib(iso2709.decode(frame, "utf-8"), PROFILES["905-cn"])[1]


def test_cnmarc_record_is_understood():
    found = bib(
        record(
            "T1",
            "百年孤独",
            ("010", "  ", [("a", "978-7-02-000220-7"), ("d", "CNY45.00")]),
            ("100", "  ", [("a", "20190312d2011    em y0chiy50      ea")]),
            ("101", "1 ", [("a", "chi"), ("c", "spa")]),
            ("205", "  ", [("a", "第2版")]),
            ("210", "  ", [("a", "海口"), ("c", "某社"), ("d", "2011.6")]),
            ("215", "  ", [("a", "360页"), ("c", "彩图"), ("d", "21cm")]),
            ("225", "2 ", [("a", "新经典文库")]),
            ("330", "  ", [("a", "七代人的小镇。")]),
            ("606", "0 ", [("a", "长篇小说"), ("y", "哥伦比亚"), ("z", "现代")]),
            ("610", "0 ", [("a", "拉美文学")]),
            ("690", "  ", [("a", "I775.45"), ("v", "5")]),
            ("702", " 0", [("a", "范晔"), ("4", "译")]),
            COPY,
        )
    )
    assert (found.title, found.year, found.edition) == ("百年孤独", 2011, "第2版")
    assert (found.language, found.original_language) == ("chi", "spa")
    assert found.extent == "360页 : 彩图 ; 21cm"
    assert found.subjects == ["长篇小说－哥伦比亚－现代", "拉美文学"]
    assert (found.clc, found.clc_top) == ("I775.45", "I")
    assert found.entered == datetime.date(2019, 3, 12)
    assert found.isbns == ["9787020002207"]
    assert found.authors_text == "老舍 著；范晔 译"
    assert found.items[0].call_number == "I246.5/3"
    assert found.items[0].status == "unknown"


def test_marc21_record_takes_its_own_script_from_880():
    found = bib(
        marc21(
            ("008", "190312s2011    cc            000 1 chi d"),
            ("020", "  ", [("a", "9787020002207 (pbk.)"), ("c", "CNY45.00")]),
            ("084", "  ", [("a", "I247.57"), ("2", "clc")]),
            ("100", "1 ", [("6", "880-01"), ("a", "Lao, She,"), ("e", "author.")]),
            ("245", "10", [("6", "880-02"), ("a", "Luotuo Xiangzi /"), ("c", "Lao She zhu.")]),
            ("260", "  ", [("6", "880-03"), ("a", "Beijing :"), ("b", "Mou she,"), ("c", "2011.")]),
            ("650", " 0", [("a", "Rickshaw men"), ("z", "China"), ("z", "Beijing.")]),
            ("700", "1 ", [("a", "Goldblatt, Howard,"), ("4", "trl")]),
            ("880", "1 ", [("6", "100-01/$1"), ("a", "老舍."), ("e", "著")]),
            ("880", "10", [("6", "245-02/$1"), ("a", "骆驼 祥子 /"), ("c", "老舍著.")]),
            ("880", "  ", [("6", "260-03/$1"), ("a", "北京 :"), ("b", "某社,"), ("c", "2011.")]),
        )
    )
    assert found.title == "骆驼祥子"
    assert found.other_titles == ["Luotuo Xiangzi"]
    assert found.creators == [
        Creator("老舍", "著", is_main=True),
        Creator("Howard Goldblatt", "译", is_main=False),
    ]
    assert (found.place, found.publisher, found.year) == ("北京", "某社", 2011)
    assert found.subjects == ["Rickshaw men -- China -- Beijing"]
    assert found.entered == datetime.date(2019, 3, 12)


def test_names_in_parts_and_titles_of_people():
    found = bib(
        record(
            "T1",
            "x",
            ("701", " 0", [("a", "Austen"), ("b", "Jane")]),
            ("701", " 0", [("a", "司马"), ("b", "迁"), ("c", "（汉）")]),
            ("701", " 0", [("a", "某"), ("c", "教授")]),
            ("702", " 0", [("4", "译")]),
        )
    )
    assert [(c.name, c.country) for c in found.creators] == [
        ("老舍", ""), ("Jane Austen", ""), ("司马迁", "汉"), ("某", "")
    ]  # fmt: skip


def test_marc21_takes_publication_before_other_dates_and_skips_nameless_people():
    found = bib(
        marc21(
            ("245", "10", [("a", "Emma")]),
            ("264", " 4", [("c", "©1999")]),
            ("264", " 1", [("a", "London"), ("b", "A House"), ("c", "1998")]),
            ("700", "1 ", [("e", "editor")]),
        )
    )
    assert (found.year, found.publisher, found.creators) == (1998, "A House", [])


def test_without_named_people_the_statement_stands():
    raw = marc21(("245", "10", [("a", "Emma"), ("c", "by a lady")]))
    assert bib(raw).authors_text == "by a lady"


def test_reader_group_from_coded_data_with_its_blanks():
    raw = record("T1", "x", ("100", "  ", [("a", "20190312d2011    b  y0chiy50      ea")]))
    assert bib(raw).audience == "3-6"


def test_huge_field_is_refused():
    frame = fields_of("长" * 20_001)
    with pytest.raises(MarcRecordError, match="20000"):
        mapping.to_bib(frame, PROFILES["905-cn"])


def fields_of(title):
    control = MarcField("001", "", [], "T1")
    return Fields(" " * 24, [control, MarcField("200", "1 ", [("a", title)], "")])


def test_class_number_of_another_scheme_is_not_taken_for_a_chinese_one():
    dewey = marc21(("084", "  ", [("a", "823.8"), ("2", "ddc")]), ("245", "10", [("a", "Emma")]))
    local = marc21(("090", "  ", [("a", "I561.44")]), ("245", "10", [("a", "Emma")]))
    assert bib(dewey).clc == ""
    assert bib(local).clc == "I561.44"


def test_dialects_are_told_apart():
    assert dialect(record()) == "cnmarc"
    assert dialect(marc21(("245", "10", [("a", "Emma")]))) == "marc21"
    both = ("245", "10", [("a", "Xiangzi")])
    assert dialect(record("T1", "骆驼祥子", both)) == "cnmarc"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (marc21(("500", "  ", [("a", "x")])), "title field"),
        (record("", "x"), "001"),
        (record("T" * 61, "x"), "60"),
        (record("T1", " / "), "title is empty"),
    ],
)
def test_records_without_the_least_are_refused(raw, reason):
    with pytest.raises(MarcRecordError, match=reason):
        bib(raw)


def test_withdrawn_record_says_so_in_its_leader():
    raw = record()
    assert bib(raw[:5] + b"d" + raw[6:]).is_withdrawn
    assert not bib(raw).is_withdrawn


def test_volumes_and_other_titles():
    title = ("200", "1 ", [("a", "红楼梦"), ("d", "A Dream"), ("e", "汇校"), ("h", "上")])
    raw = record("T1", "x", ("517", "1 ", [("a", "石头记")]))
    found = bib(raw)
    assert found.other_titles == ["石头记"]
    made = iso2709_of(("001", "T1"), title)
    assert (bib(made).volume, bib(made).subtitle, bib(made).other_titles) == (
        "上", "汇校", ["A Dream"]
    )  # fmt: skip


def iso2709_of(*fields):
    from catalog.sample.marc import leader  # noqa: PLC0415
    from catalog.sample.writer import iso2709 as write  # noqa: PLC0415

    return write(leader("cnmarc"), list(fields))


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        ("905-cn", ("905", "  ", [("a", "X"), ("b", "7"), ("c", "外借"), ("f", "I1/2"), ("s", "S"),
                                  ("z", "On_Loan")])),
        ("995-koha", ("995", "  ", [("b", "HOME"), ("c", "X"), ("e", "外借"), ("f", "7"),
                                    ("k", "I1/2")])),
        ("952-koha", ("952", "  ", [("a", "HOME"), ("b", "X"), ("c", "外借"), ("o", "I1/2"),
                                    ("p", "7")])),
        ("852", ("852", "  ", [("b", "X"), ("c", "外借"), ("h", "I1"), ("i", "2"), ("p", "7"),
                               ("z", "bought 1998")])),
    ],
)  # fmt: skip
def test_copies_are_found_in_the_fields_of_each_system(profile, field):
    item = bib(record("T1", "x", field), profile).items[0]
    assert (item.library_code, item.barcode, item.area, item.call_number) == (
        "X", "7", "外借", "I1/2"
    )  # fmt: skip
    assert item.status == ("on_loan" if profile == "905-cn" else "unknown")


def test_copy_without_its_present_library_is_at_home():
    item = bib(record("T1", "x", ("995", "  ", [("b", "HOME")])), "995-koha").items[0]
    assert item.library_code == "HOME"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  The  title /", "The title"),
        ("艺术家　与　德育", "艺术家与德育"),
        ("红楼梦 : ", "红楼梦"),
        ("a\x00b\x1bc", "a b c"),
        ("Python 编程", "Python 编程"),
        ("", ""),
    ],
)
def test_text_is_cleaned(raw, cleaned):
    assert text.clean(raw) == cleaned


@pytest.mark.parametrize(
    ("given", "year"),
    [("2011.6", 2011), ("[1998]", 1998), ("c1987", 1987), ("二〇一九年", 2019), ("民国23", None),
     ("", None), ("20119", None)],
)  # fmt: skip
def test_year_is_found(given, year):
    assert text.year("", given) == year


@pytest.mark.parametrize(
    ("note", "group"),
    [
        ("适合0-3岁婴幼儿", "0-3"),
        ("3～6岁", "3-6"),
        ("3-12岁儿童", "7-12"),
        ("7至12岁", "7-12"),
        ("12岁以上", "7-12"),
        ("16+", "13-18"),
        ("学龄前儿童", "3-6"),
        ("青少年读者", "13-18"),
        ("小学生", "7-12"),
        ("Young adult", "13-18"),
        ("大众读者", "adults"),
        ("18-60岁", "adults"),
        ("本书适合图书馆员", ""),
        ("", ""),
    ],
)
def test_reader_group_of_a_note(note, group):
    assert audience.from_note(note) == group


def test_reader_group_from_the_codes_of_a_record():
    assert audience.from_cnmarc_codes("b  ") == "3-6"
    assert audience.from_cnmarc_codes("em ") == ""
    assert audience.from_cnmarc_codes("ek ") == "adults"
    assert audience.from_cnmarc_codes("   ") == ""
    assert audience.from_marc21_code("d") == "13-18"
    assert audience.from_marc21_code(" ") == ""


def test_wrong_dates_are_no_dates():
    assert text.day("20191332") is None
    assert text.day("") is None
    assert text.short_day("990101") == datetime.date(1999, 1, 1)
    assert text.short_day("      ") is None
