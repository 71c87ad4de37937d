"""Reading SIP2 byte by byte."""

import datetime as dt
import time
from contextlib import suppress
from decimal import Decimal

import pysip2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.ils.drivers.sip2 import Sip2, dates, frames, reasons
from catalog.ils.drivers.sip2.deadlines import Deadline
from catalog.ils.drivers.sip2.line import Address, Line
from catalog.ils.drivers.sip2.messages import Messages, is_safe
from catalog.ils.errors import ILSProtocolError, ILSUnavailable
from catalog.ils.policies import PAGE
from catalog.ils.policies import PATRON as SECONDS_FOR_A_PATRON
from catalog.ils.values import PatronRef
from tests.contracts.ils.servers.mirror import CatalogueMirror
from tests.contracts.ils.servers.scripted import scripted

PATRON = "64" + " " * 14 + "01920261125    120000" + "0000" * 6
ITEM = "1803000120261125    120000"


def sealed(text, encoding="utf-8"):
    body = text.encode(encoding) + b"AY3AZ"
    return body + pysip2.calculate_checksum(body).encode()


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_character_with_a_bar_in_its_bytes_stays_whole(encoding):
    frame = sealed(PATRON + "AODCQ|AA2011|AE陳億達|BLY|CQY|", encoding)
    assert b"\x83\x7c" in frame
    answer = frames.read(frame, encoding)
    assert answer.first("AE") == "陳億達"
    assert answer.first("BL") == answer.first("CQ") == "Y"
    with pytest.raises(UnicodeDecodeError):  # why pysip2 does not read for us
        pysip2.decode_message(frame + b"\r", encoding=encoding)


def test_fields_of_vendors_and_repeated_ones_are_kept():
    answer = frames.read(sealed(ITEM + "AB1|AJ书|ZSDQ01-3|AF一|AF 二 |AF|"), "utf-8")
    assert answer.first("ZS") == "DQ01-3"
    assert answer.all("AF") == ("一", " 二 ", "")
    assert answer.message == "一 二"
    assert answer.sequence == 3
    assert answer.first("XX") == ""


@pytest.mark.parametrize(
    "frame",
    [
        sealed(ITEM + "AB1|AJ书|").replace(b"AB1", b"AB2"),
        b"",
        b"18",
        b"1803",
        b"HTTP/1.1 400 Bad Request",
        b"99garbage",
        b"\xff\xfe",
    ],
)
def test_frame_that_is_damaged_or_none_is_told(frame):
    with pytest.raises(frames.FrameError):
        frames.read(frame, "utf-8")


def test_frame_without_a_checksum_is_read():
    answer = frames.read((ITEM + "AB1|AJ书|").encode(), "utf-8")
    assert (answer.first("AJ"), answer.sequence) == ("书", None)


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "gb18030"]))
def test_any_bytes_are_an_answer_or_a_frame_error(data, encoding):
    with suppress(frames.FrameError):
        assert frames.read(data, encoding).code in frames.FIXED


@given(st.text(st.characters(codec="gb18030", exclude_characters="|\r"), min_size=1, max_size=60))
def test_any_text_that_is_sent_is_read(name):
    answer = frames.read(sealed(f"{PATRON}AE{name}|BLY|", "gb18030"), "gb18030")
    assert answer.all("AE") == (name,)


@pytest.mark.parametrize(
    ("text", "number", "amount"),
    [("12", 12, "12"), ("0.50", None, "0.50"), ("", None, "0"), ("免", None, "0"),
     ("NaN", None, "0"), ("-1", None, "-1"), ("１", None, "1")],
)  # fmt: skip
def test_numbers_are_read_where_there_are_any(text, number, amount):
    answer = frames.Answer("18", "", {"BV": (text,)})
    assert answer.number("BV") == number
    assert answer.amount("BV") == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["20261222", "20261222    235900", "2026-12-22", "2026/12/22 23:59", "2026.12.22",
     "2026年12月22日", "2026-12-22T23:59:00", "22/12/2026", "12/22/2026", "应还日期：2026-12-22"],
)  # fmt: skip
def test_due_date_is_read_as_systems_write_it(text):
    assert dates.day(text) == dt.date(2026, 12, 22)


@pytest.mark.parametrize(
    "text", ["", "03/04/2026", "20261341", "永久", "0000-00-00", "2026", "99999999"]
)
def test_day_that_cannot_be_told_is_none(text):
    assert dates.day(text) is None


def test_single_digits_and_equal_halves_are_days_too():
    assert dates.day("2026-1-2") == dt.date(2026, 1, 2)
    assert dates.day("05/05/2026") == dt.date(2026, 5, 5)


@pytest.mark.parametrize("text", ["", "a|b", "a\rb", "a\nb", "\x00", "x" * 121, "\ud800"])
def test_text_that_would_break_a_frame_is_not_safe(text):
    assert not is_safe(text, "utf-8")


def test_text_that_the_server_cannot_read_is_not_safe():
    assert is_safe("陈", "gb18030")
    assert not is_safe("陈", "ascii")


def test_every_status_of_a_copy_has_its_word():
    numbers = {f"{number:02d}" for number in range(2, 14)}
    assert set(reasons.STATUSES) == numbers


@pytest.mark.parametrize(
    ("flag", "codes"),
    [(0, ["patron.restricted"]), (4, ["patron.card_lost"]), (5, ["loan.limit"]),
     (6, ["patron.overdues"]), (10, ["patron.debt"]), (13, ["patron.debt"]), (1, [])],
)  # fmt: skip
def test_flag_of_a_patron_is_a_code(flag, codes):
    flags = f"{'':{flag}}Y".ljust(14)
    patron = frames.read((f"64{flags}" + PATRON[16:] + "AA1|").encode(), "utf-8")
    assert reasons.standing(patron) == codes


def test_deadline_that_is_over_asks_nothing_more():
    deadline = Deadline(PAGE, 0.0001)
    time.sleep(0.001)
    assert deadline.is_over
    with pytest.raises(ILSUnavailable):
        deadline.left()


def test_message_that_cannot_be_written_is_not_sent():
    with scripted({}) as port:
        line = Line(Address("127.0.0.1", port, "ascii", True), Deadline(SECONDS_FOR_A_PATRON))
        with pytest.raises(ILSProtocolError) as caught:
            line.ask(Messages("DCQ", "").patron("读者"), "64", Deadline(SECONDS_FOR_A_PATRON))
        line.close()
    assert "读者" not in str(caught.value)


def test_loan_that_a_server_lists_twice_is_one():
    patron = f"{PATRON}AODCQ|AA2011|AEX|AU1|AU 1|AU2|AU|".encode()
    item = f"{ITEM}AB1|AJ书|AH2026-12-22|".encode()
    with scripted({"63": patron, "17": item}) as port:
        sip2 = Sip2(host="127.0.0.1", port=port, mirror=CatalogueMirror())
        assert [loan.barcode for loan in sip2.loans(PatronRef("2011"))] == ["1", "2"]
