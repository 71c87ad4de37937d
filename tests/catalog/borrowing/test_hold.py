"""Placing a hold from the page of a book."""

import pytest

from catalog.borrowing import services
from catalog.circulation.models import Hold
from catalog.models import ILSCommand, Work
from tests.catalog.borrowing.conftest import NUMBER
from tests.catalog.borrowing.pages import hidden, text_of
from tests.factories.catalog import HoldingFactory, RecordFactory
from tests.factories.circulation import PIN, LoanFactory, PatronFactory
from tests.factories.core import BranchFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(main):
    record = RecordFactory(title="骆驼祥子", work=Work.objects.get_or_create(key="w")[0])
    HoldingFactory(record=record, library=main, barcode="A1")
    LoanFactory(record=record, barcode="A1", due="2026-03-20")
    return record


def url_of(book) -> str:
    return f"/en/books/{book.pk}/hold/"


def test_who_is_not_signed_in_comes_back_here(client, book):
    answer = client.get(url_of(book))
    assert answer["Location"] == f"/en/accounts/login/?next={url_of(book)}"


def test_who_has_no_card_links_one_and_comes_back_here(signed_in, book, patron):
    answer = signed_in.get(url_of(book))
    assert answer["Location"] == f"/en/me/cards/link/?next=%2Fen%2Fbooks%2F{book.pk}%2Fhold%2F"
    linked = signed_in.post(answer["Location"], {"number": NUMBER, "pin": PIN})
    assert linked["Location"] == url_of(book)


def test_the_own_library_stands_first_then_those_near_it(signed_in, linked, book, main):
    far = BranchFactory(code="B17", parent=main, latitude="39.8", name_en="Far")
    near = BranchFactory(code="B09", parent=main, latitude="39.926", name_en="Near")
    answer = signed_in.get(url_of(book))
    codes = [code for code, _label in answer.context["form"].fields["pickup"].choices]
    assert codes[0] == "B08"
    assert codes.index(near.code) < codes.index(far.code)
    assert "All copies are out" in text_of(answer)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_twice_whatever_there_is(
    signed_in, linked, book, main, system, number, django_assert_num_queries
):
    for each in range(number):
        edition = RecordFactory(title=f"祥子{each}", work=Work.objects.get_or_create(key="w")[0])
        HoldingFactory(record=edition, library=main)
    with django_assert_num_queries(17):
        page = text_of(signed_in.get(url_of(book)))
    assert system.calls == ["pickup_branches", "availability"]
    assert "Another edition is in" in page


def test_a_hold_is_placed_once_by_two_clicks_and_two_tabs(signed_in, linked, book, patron):
    first, second = signed_in.get(url_of(book)), signed_in.get(url_of(book))
    key = hidden(first, "key")
    assert hidden(second, "key") == key
    form = {"card": linked.pk, "key": key, "pickup": "B08"}
    for pickup in ("B08", "B08", "DQ01"):
        answer = signed_in.post(url_of(book), form | {"pickup": pickup})
        assert answer["Location"] == f"/en/me/loans/acts/{key}/"
    hold = Hold.objects.get()
    assert (hold.patron, hold.record, hold.pickup.code) == (patron, book, "B08")
    done = text_of(signed_in.get(answer["Location"]))
    assert "The hold is placed" in done
    assert "骆驼祥子" in done
    assert ILSCommand.objects.count() == 1


def test_a_refusal_is_said_in_plain_words_and_may_be_tried_again(signed_in, linked, book, patron):
    form = {
        "card": linked.pk,
        "pickup": "nowhere",
        "key": hidden(signed_in.get(url_of(book)), "key"),
    }
    refused = signed_in.post(url_of(book), form)
    assert "It cannot be picked up at this library." in text_of(refused)
    form |= {"pickup": "B08", "key": hidden(refused, "key")}
    assert signed_in.post(url_of(book), form).status_code == 302
    again = signed_in.get(url_of(book))
    refused = signed_in.post(url_of(book), form | {"key": hidden(again, "key")})
    assert "You have a hold on this book already." in text_of(refused)
    assert refused.context["form"]["pickup"].value() == "B08"


def test_while_the_system_is_away_nothing_is_done(signed_in, linked, book, system):
    form = {"card": linked.pk, "pickup": "B08", "key": hidden(signed_in.get(url_of(book)), "key")}
    system.fault = "away"
    for answer in (signed_in.get(url_of(book)), signed_in.post(url_of(book), form)):
        assert answer.status_code == 503
        assert "does not answer just now" in text_of(answer)
    assert not ILSCommand.objects.exists()
    system.fault = ""
    assert signed_in.get(answer.context["again"]).context["form"]["pickup"].value() == "B08"


def test_a_hold_whose_answer_was_lost_is_being_confirmed(signed_in, linked, book, system):
    form = {"card": linked.pk, "pickup": "B08", "key": hidden(signed_in.get(url_of(book)), "key")}
    system.fault = "dropped"
    answer = signed_in.post(url_of(book), form)
    page = text_of(signed_in.get(answer["Location"]))
    assert "Being confirmed" in page
    assert book.title in page
    system.fault = ""
    assert "Being confirmed" in text_of(signed_in.get(answer["Location"]))
    assert not Hold.objects.exists()


def test_a_foreign_key_places_nothing(signed_in, linked, book):
    form = {"card": linked.pk, "pickup": "B08", "key": "somebody:0"}
    answer = signed_in.post(url_of(book), form)
    assert answer.status_code == 409
    assert "Please send it once more." in text_of(answer)
    assert not Hold.objects.exists()
    signed_in.post(url_of(book), form | {"key": hidden(answer, "key")})
    assert Hold.objects.get().record == book


def test_each_card_of_the_family_can_place_it(signed_in, linked, reader, book):
    PatronFactory(number="11010200007777")
    other = services.link_card(reader, "11010200007777", PIN, nickname="豆豆")
    answer = signed_in.get(f"{url_of(book)}?card={other.pk}")
    assert "豆豆" in text_of(answer)
    form = {"card": other.pk, "pickup": "B08", "key": hidden(answer, "key")}
    signed_in.post(url_of(book), form)
    assert Hold.objects.get().patron.masked_number == "****7777"


def test_there_is_no_page_for_what_cannot_be_held(signed_in, linked, book, settings):
    assert signed_in.get("/en/books/999/hold/").status_code == 404
    elsewhere = RecordFactory(source="union")
    assert signed_in.get(url_of(elsewhere)).status_code == 404
    settings.PORTAL_ILS = {}
    assert signed_in.get(url_of(book)).status_code == 404
