import pytest

from catalog.marc import charset
from catalog.marc.errors import MarcFileError
from catalog.marc.reader import open_marc
from tests.catalog.marc import marc21, record

CLASSIC = "骆驼祥子，老舍著，人民文学。故都的秋与《我与地坛》"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "gb2312"])
def test_chinese_character_sets_are_told_apart(encoding):
    expected = "utf-8" if encoding == "utf-8" else "gb18030"
    assert charset.detect(CLASSIC.encode(encoding), may_be_marc8=False) == expected


def test_plain_letters_are_utf8():
    assert charset.detect(b"only ascii", may_be_marc8=False) == "utf-8"


def test_one_damaged_record_does_not_make_a_file_anything_else():
    sample = (CLASSIC * 40).encode() + b"\xff" + CLASSIC.encode()
    assert charset.detect(sample, may_be_marc8=False) == "utf-8"


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "koi8-r", "latin-1"])
def test_what_only_looks_like_gb18030_is_refused(encoding):
    text = {
        "big5": "駱駝祥子與四世同堂，繁體中文圖書館書目資料庫",
        "shift_jis": "日本語の図書館目録データベースについて",
        "koi8-r": "Война и мир, роман Льва Толстого",
        "latin-1": "Éducation à l'école élémentaire, où être élève",
    }[encoding]
    with pytest.raises(MarcFileError, match="--encoding"):
        charset.detect(text.encode(encoding), may_be_marc8=False)


def test_marc8_is_assumed_only_where_marc21_says_nothing_else():
    accented = b"plain words, then caf\xe2e" + b" and more words" * 20
    assert charset.detect(accented, may_be_marc8=True) == "marc-8"
    assert charset.detect(b"\x1b$1!0!\x1b(B", may_be_marc8=True) == "marc-8"
    with pytest.raises(MarcFileError):
        charset.detect(accented, may_be_marc8=False)


def test_marc8_letters_are_told_by_their_escapes_and_their_rarity():
    mostly_latin = b"\xe2e" + b"letters and letters and letters " * 5
    assert charset.detect(b"caf\xe2e \x1b(B" + mostly_latin, may_be_marc8=True) == "marc-8"
    with pytest.raises(MarcFileError):
        charset.detect(b"\xff\xfa" * 50, may_be_marc8=True)


def test_names_people_use_are_understood():
    assert charset.named(" GBK ") == "gb18030"
    assert charset.named("UTF8") == "utf-8"
    assert charset.named("MARC-8") == "marc-8"
    for name in ("klingon", "base64", "rot13", "zlib", "idna", "undefined"):
        with pytest.raises(MarcFileError, match=name):
            charset.named(name)


def opened(tmp_path, raw, encoding=""):
    path = tmp_path / "file.mrc"
    path.write_bytes(raw)
    return open_marc(path, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_file_of_records_is_recognised(tmp_path, encoding):
    file = opened(tmp_path, record(encoding=encoding) * 3)
    assert (file.format, file.encoding) == ("iso2709", encoding)


def test_first_chinese_character_may_come_late(tmp_path):
    raw = record("A", "plain").replace("老舍".encode(), b"Lao She") * 20_000
    raw = raw.replace("著".encode(), b"zhu") + record("B", encoding="gb18030") * 3
    assert opened(tmp_path, raw).encoding == "gb18030"


def test_given_encoding_overrules_the_look(tmp_path):
    assert opened(tmp_path, record(), "gbk").encoding == "gb18030"


def test_xml_is_recognised_behind_a_mark_and_blank_lines(tmp_path):
    file = opened(tmp_path, b"\xef\xbb\xbf\n <?xml version='1.0' encoding='GBK'?><collection/>")
    assert (file.format, file.encoding) == ("marcxml", "utf-8-sig")
    file = opened(tmp_path, b"<?xml version='1.0' encoding='GBK'?><collection/>")
    assert file.encoding == "gb18030"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b"\x1f\x8b\x08\x00" + b"x" * 50, "gzip"),
        (b"PK\x03\x04" + b"x" * 50, "zip"),
        (b"%PDF-1.7 hello", "neither"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x1d\x00\x1d\xfa" * 9, "neither"),
        (b'<?xml version="1.0" encoding="rot13"?><collection/>', "not the name"),
        (b'<?xml version="1.0" encoding="undefined"?><collection/>', "not the name"),
        (b'<?xml version="1.0" encoding="marc-8"?><collection/>', "never in MARC-8"),
        ("书名,作者\n骆驼祥子,老舍\n".encode(), "neither"),
    ],
)
def test_what_is_no_marc_file_is_said(tmp_path, raw, reason):
    with pytest.raises(MarcFileError, match=reason):
        opened(tmp_path, raw)


def test_marc21_with_unicode_leader_is_utf8(tmp_path):
    raw = marc21(("245", "10", [("a", "红楼梦")]))
    assert opened(tmp_path, raw).encoding == "utf-8"
