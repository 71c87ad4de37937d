"""Our reader against pymarc, which is right wherever a record is sound."""

import io
from contextlib import suppress

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.marc import iso2709
from catalog.marc.errors import MarcRecordError
from catalog.marc.fields import Fields
from tests.catalog.marc import record

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
control = st.tuples(st.sampled_from(["001", "005", "008"]), words)
data = st.tuples(
    st.sampled_from(["010", "200", "245", "701", "905"]),
    st.lists(st.tuples(st.sampled_from("abz9"), words), min_size=1, max_size=4),
)


def as_dict(found):
    return {
        tag: [(field.data, field.subfields) for field in found.each(tag)]
        for tag in ("001", "005", "008", "010", "200", "245", "701", "905")
    }


def decode(raw, encoding="utf-8"):
    frames = list(iso2709.frames(io.BytesIO(raw)))
    assert len(frames) == 1
    return iso2709.decode(frames[0], encoding)


@given(st.lists(st.one_of(control, data), min_size=1, max_size=12))
def test_reads_what_pymarc_reads(parts):
    made = pymarc.Record()
    for tag, content in parts:
        if isinstance(content, str):
            made.add_field(pymarc.Field(tag, data=content))
        else:
            subfields = [pymarc.Subfield(code, value) for code, value in content]
            made.add_field(pymarc.Field(tag, pymarc.Indicators("1", " "), subfields))
    raw = made.as_marc()
    if len(raw) > 99_999:
        return
    expected = Fields.of(pymarc.Record(raw, force_utf8=True))
    assert as_dict(decode(raw)) == as_dict(expected)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_both_chinese_character_sets_give_the_same_text(encoding):
    title = "億万僑民与《红楼梦》㐂"
    found = decode(record("T1", title, encoding=encoding), encoding)
    assert found.text("200", "a") == title


def test_wrong_character_set_is_an_error_and_never_wrong_text():
    with pytest.raises(MarcRecordError, match="UTF-8"):
        decode(record(encoding="gb18030"), "utf-8")


def test_marc8_is_converted_by_pymarcs_table():
    raw = record("T1", "plain").replace(b"plain", b"caf\xe2e")
    assert decode(raw, "marc-8").text("200", "a") == "café"


def test_utf8_record_in_a_marc8_file_is_believed():
    made = pymarc.Record()
    made.add_field(pymarc.Field("001", data="甲"))
    assert decode(made.as_marc(), "marc-8").control("001") == "甲"


def test_records_are_found_whatever_stands_between_them():
    raw = (
        b"\xef\xbb\xbf" + record("A") + b"\r\n" + record("B") + b"\n\n\x00" + record("C") + b"\x1a"
    )
    found = [iso2709.decode(frame, "utf-8") for frame in iso2709.frames(io.BytesIO(raw))]
    assert [fields.control("001") for fields in found] == ["A", "B", "C"]


def test_frames_say_where_the_next_record_begins():
    raw = record("A") + b"\r\n" + record("B")
    first, second = iso2709.frames(io.BytesIO(raw))
    assert second.end == len(raw)
    assert [frame.data for frame in iso2709.frames(io.BytesIO(raw), first.end)] == [second.data]


def test_records_across_chunks_are_whole(monkeypatch):
    monkeypatch.setattr(iso2709, "CHUNK", 7)
    raw = b"".join(record(f"T{number}") for number in range(5))
    assert len([iso2709.decode(f, "utf-8") for f in iso2709.frames(io.BytesIO(raw))]) == 5


def test_lengths_counted_in_characters_do_no_harm():
    """Some systems count characters, so that every length and place is too small."""
    raw = record("T1", "骆驼祥子与四世同堂")
    text = raw.decode()
    wrong = f"{len(text):05d}" + text[5:]
    assert decode(wrong.encode()).text("200", "a") == "骆驼祥子与四世同堂"


def test_directory_in_another_order_than_the_fields():
    made = pymarc.Record()
    made.add_field(pymarc.Field("001", data="one"))
    made.add_field(pymarc.Field("005", data="five"))
    raw = made.as_marc()
    swapped = raw[:24] + raw[36:48] + raw[24:36] + raw[48:]
    found = decode(swapped)
    assert (found.control("001"), found.control("005")) == ("one", "five")


def test_fields_left_behind_by_an_editor_are_skipped():
    """A body with more than the directory names is cut where the directory says."""
    raw = record("T1", "甲")
    base = int(raw[12:17])
    longer = raw[:-1] + b"deleted\x1e\x1d"
    assert decode(longer).text("200", "a") == "甲"
    assert base < len(longer)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (record()[:-1], "no end"),
        (b"00026garbage\x1d", "no leader"),
        (b"\x1d", "no leader"),
        (b"x" * 24 + b"\x1e\x1d", "directory"),
        (b"x" * 24 + b"0010001\x1e\x1d", "directory"),
        (record().replace(b"\x1f", b"\x1e", 1), "fields"),
        ("图" .encode() * 20 + b"\x1e\x1d", "no leader"),
    ],
)  # fmt: skip
def test_damage_is_named(raw, reason):
    with pytest.raises(MarcRecordError, match=reason):
        decode(raw)


def test_sea_of_bytes_without_an_end_takes_little_memory(monkeypatch):
    monkeypatch.setattr(iso2709, "LONGEST", 1000)
    monkeypatch.setattr(iso2709, "CHUNK", 100)
    sea = b"0" * 50_000 + b"\x1d" + record("after")
    broken, sound = iso2709.frames(io.BytesIO(sea))
    assert (broken.is_complete, len(broken.data) <= 1100) == (False, True)
    assert iso2709.decode(sound, "utf-8").control("001") == "after"


@given(st.binary(max_size=2000))
def test_any_bytes_give_records_or_reasons(raw):
    for frame in iso2709.frames(io.BytesIO(raw)):
        for encoding in ("utf-8", "gb18030", "marc-8"):
            with suppress(MarcRecordError):
                iso2709.decode(frame, encoding)
