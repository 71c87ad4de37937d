import io

import pytest

from catalog.marc import marcxml
from catalog.marc.errors import MarcFileError, MarcRecordError
from catalog.marc.fields import Fields

HEAD = '<?xml version="1.0" encoding="UTF-8"?><collection xmlns="http://www.loc.gov/MARC21/slim">'
LEADER = "<leader>00000nam a2200000   4500</leader>"


def one(number="T1", title="骆驼祥子"):
    return (
        f'<record>{LEADER}<controlfield tag="001">{number}</controlfield>'
        f'<datafield tag="200" ind1="1" ind2=" "><subfield code="a">{title}</subfield></datafield>'
        "</record>"
    )


def read(text, encoding="utf-8"):
    raw = text if isinstance(text, bytes) else text.encode(encoding)
    return list(marcxml.records(io.BytesIO(raw), encoding))


def numbers(results):
    return [
        str(result) if isinstance(result, MarcRecordError) else Fields.of(result).control("001")
        for result in results
    ]


def test_records_come_one_after_the_other():
    results = read(HEAD + one("A") + one("B") + "</collection>")
    assert numbers(results) == ["A", "B"]
    assert Fields.of(results[0]).text("200", "a") == "骆驼祥子"


def test_prefix_of_the_namespace_does_not_matter():
    text = one("A").replace("<", "<marc:").replace("<marc:/", "</marc:")
    head = '<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">'
    assert numbers(read(f"{head}{text}</marc:collection>")) == ["A"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_other_character_sets_are_read(encoding):
    text = (HEAD + one("A", "億") + "</collection>").replace("UTF-8", encoding)
    raw = text.encode(encoding)
    assert marcxml.encoding_of(raw[:200]).startswith(encoding[:6])
    assert Fields.of(read(raw, encoding)[0]).text("200", "a") == "億"


def test_file_that_breaks_off_keeps_what_came_before():
    *taken, problem = read(HEAD + one("A") + one("B") + "<record><leader>")
    assert numbers(taken) == ["A", "B"]
    assert "not well-formed" in str(problem)


def test_wrong_byte_ends_the_file_with_its_place():
    raw = (HEAD + one("A")).encode() + b"\xff\xfe"
    *_taken, problem = read(raw)
    assert "0xFF" in str(problem)


@pytest.mark.parametrize(
    "broken",
    [
        one().replace('tag="001"', ""),
        one().replace('code="a"', ""),
        one().replace(LEADER, "<leader>short</leader>"),
    ],
)
def test_record_with_a_flaw_does_not_take_its_neighbours_along(broken):
    results = read(HEAD + one("A") + broken + one("B") + "</collection>")
    assert [isinstance(result, MarcRecordError) for result in results] == [False, True, False]


def test_huge_field_is_refused_without_being_kept(monkeypatch):
    monkeypatch.setattr(marcxml, "LONGEST_TEXT", 100)
    results = read(HEAD + one("A", "长" * 300) + one("B") + "</collection>")
    assert "100" in str(results[0])
    assert numbers(results[1:]) == ["B"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><collection>&lol9;</collection>"
)


@pytest.mark.parametrize(
    "bomb",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><collection>&x;</collection>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd"><collection/>',
    ],
)
def test_entities_and_document_types_are_refused(bomb):
    with pytest.raises(MarcFileError, match="unsafe"):
        read(bomb)


def test_utf16_that_does_not_say_which_half_comes_first_is_an_error_of_the_file():
    [error] = marcxml.records(io.BytesIO((HEAD + one()).encode()), "utf-16")
    assert "damaged" in str(error)
