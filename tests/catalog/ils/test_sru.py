"""The SRU driver without a server: what it asks, and what it makes of an answer."""

import pytest

from catalog.ils.drivers.sru import SruCatalogue, answer
from catalog.ils.drivers.sru.cql import Builder, term
from catalog.ils.errors import ILSConfigError, ILSProtocolError, ILSUnavailable, NotSupported
from catalog.ils.values import SearchQuery
from tests.catalog.ils.web import says, site
from tests.contracts.ils import catalogue

V1 = "http://www.loc.gov/zing/srw/"
V2 = "http://docs.oasis-open.org/ns/search-ws/sruResponse"
BOOK = catalogue.books()[0]
MARC = catalogue.as_marcxml(BOOK)


def response(*records, total="1", namespace=V1, more=""):
    data = "".join(f"<record><recordData>{record}</recordData></record>" for record in records)
    number = f"<numberOfRecords>{total}</numberOfRecords>" if total else ""
    return (
        f'<searchRetrieveResponse xmlns="{namespace}">{number}<records>{data}</records>{more}'
        "</searchRetrieveResponse>"
    ).encode()


def diagnostic(number, message="bad"):
    return (
        '<diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/">'
        f"<uri>info:srw/diagnostic/1/{number}</uri><message>{message}</message>"
        "<details>what was asked</details></diagnostic></diagnostics>"
    )


@pytest.mark.parametrize(
    ("query", "cql"),
    [
        (SearchQuery(), "cql.allRecords=1"),
        (SearchQuery("  "), "cql.allRecords=1"),
        (SearchQuery("红楼梦 曹"), 'cql.anywhere="红楼梦" and cql.anywhere="曹"'),
        (SearchQuery("红楼梦", "title", sort="title"), 'title="红楼梦" sortby title'),
        (SearchQuery("*** “”"), ""),
        (SearchQuery("i247.5", "clc"), 'clc="I247.5*"'),
        (SearchQuery("[Ｋ]", "clc"), 'clctop="K"'),
        (SearchQuery("！", "clc"), ""),
        (SearchQuery("nothing", "isbn"), ""),
        (SearchQuery("9791032703120", "isbn"), '(isbn="9791032703120")'),
        (SearchQuery("7-02-000220-X", "isbn"), '(isbn="9787020002207" or isbn="702000220X")'),
        (
            SearchQuery("x", branch='D"Q', clc="I2", year_from=1999, year_to=2001, sort="newest"),
            'cql.anywhere="x" and clc="I2*" and branch="D\\"Q" and year>=1999 and year<=2001'
            " sortby year/sort.descending",
        ),
    ],
)
def test_search_in_cql(query, cql):
    assert Builder().search(query) == cql


def test_servers_name_their_indexes_as_they_like():
    builder = Builder({"title": "dc.title", "pinyin": ""}, {"title": ""})
    assert builder.search(SearchQuery("x", "title", sort="title")) == 'dc.title="x"'
    with pytest.raises(NotSupported, match="pinyin"):
        builder.search(SearchQuery("x", "pinyin"))


def test_term_is_quoted_and_short():
    assert term('a"b\\c*\x00?^') == '"a\\"b\\\\c\\* \\?\\^"'
    assert len(term("字" * 999)) == 202


@pytest.mark.parametrize("namespace", [V1, V2])
def test_records_of_any_version(namespace):
    found = answer.parse(response(MARC, total="7", namespace=namespace))
    assert (found.total, len(found.records), found.unreadable) == (7, 1, 0)


def test_record_may_come_as_escaped_text():
    escaped = MARC.replace("&", "&amp;").replace("<", "&lt;")
    assert len(answer.parse(response(escaped)).records) == 1


def test_record_in_another_schema_or_with_a_diagnostic_is_unreadable():
    found = answer.parse(response(MARC, diagnostic(1), "&lt;dc/>", total="3"))
    assert (len(found.records), found.unreadable) == (1, 2)


def test_first_record_past_the_end_is_an_empty_page():
    assert answer.parse(response(total="30", more=diagnostic(61))).total == 30
    assert answer.parse(response(total="", more=diagnostic(61))).total == 0


@pytest.mark.parametrize(
    ("body", "error", "text"),
    [
        (b"<html><body>Log in</body></html>", ILSUnavailable, "not one of SRU"),
        (b"<!DOCTYPE html><html></html>", ILSUnavailable, "document type"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", ILSUnavailable, "document type"),
        (b"<searchRetrieve", ILSUnavailable, "not XML"),
        (b"", ILSUnavailable, "not XML"),
        (response(total=""), ILSProtocolError, "how many"),
        (response(total="many"), ILSProtocolError, "how many"),
        (
            response(total="0", more=diagnostic(10, "Query syntax")),
            ILSProtocolError,
            "Query syntax",
        ),
        (response(total="0", more=diagnostic(2)), ILSUnavailable, "diagnostic 2"),
    ],
)
def test_what_is_no_answer(body, error, text):
    with pytest.raises(error, match=text) as caught:
        answer.parse(body)
    assert "what was asked" not in str(caught.value)


def test_record_that_cannot_be_read_is_left_out(caplog):
    broken = MARC.replace('code="a"', "", 1)
    with site(says(response(broken, MARC, total="2"))) as address:
        page = SruCatalogue(base_url=address).search(SearchQuery("x"))
    assert [record.record_id for record in page.records] == [BOOK.record_id]
    assert page.total == 2
    assert "cannot be read" in caplog.text


def test_server_that_hands_out_no_marcxml_is_a_fault_of_the_contract():
    with site(says(response("<dc/>"))) as address, pytest.raises(ILSProtocolError, match="MARCXML"):
        SruCatalogue(base_url=address).ping()


def test_nothing_is_asked_for_what_is_no_isbn_and_no_word():
    driver = SruCatalogue(base_url="http://127.0.0.1:9/")
    assert driver.records_by_isbn("123") == ()
    assert driver.search(SearchQuery("“”", page=0, per_page=500)).per_page == 100


def test_unknown_holdings_profile_is_a_fault_of_the_settings():
    with pytest.raises(ILSConfigError, match="no-such"):
        SruCatalogue(base_url="http://127.0.0.1/", profile="no-such")
