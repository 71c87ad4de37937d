"""Linking cards: what is kept, what is said, how guessing is slowed down."""

import datetime as dt
import logging

import pytest

from catalog.borrowing import services
from catalog.borrowing.errors import (
    AwayError,
    CardTakenError,
    TooManyCardsError,
    TooOftenError,
    WrongCardError,
)
from catalog.borrowing.models import Attempts, LinkedCard
from catalog.borrowing.services.attempts import OF_ADDRESS, OF_CARD, OF_READER, prune
from catalog.borrowing.services.cards import MOST_CARDS
from catalog.ils.values import PatronRef
from portal.accounts import services as accounts
from portal.accounts.models import CardLink
from tests.catalog.borrowing.conftest import NUMBER
from tests.factories.accounts import ReaderFactory
from tests.factories.circulation import PIN, PatronFactory

pytestmark = pytest.mark.django_db
LINK = "/en/me/cards/link/"


def test_what_is_kept_gives_neither_number_nor_pin_nor_patron_away(linked, patron):
    rows = [*CardLink.objects.values(), *LinkedCard.objects.values(), *Attempts.objects.values()]
    kept = repr(rows)
    assert "****5555" in kept
    for secret in (NUMBER, PIN, str(patron.uid)):
        assert secret not in kept
    assert linked.patron == PatronRef(str(patron.uid), "5555", "B08", "adult")


def test_a_card_is_linked_by_the_form(signed_in, reader, patron, caplog):
    answer = signed_in.post(f"{LINK}?next=/en/books/1/", {"number": NUMBER, "pin": PIN,
                                                          "nickname": " 豆豆 "})  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, "/en/books/1/")
    linked = LinkedCard.objects.get(card__reader=reader)
    assert (linked.nickname, linked.card.system) == ("豆豆", "circulation")
    assert PIN not in caplog.text
    assert NUMBER not in caplog.text


def test_the_form_says_the_same_of_an_unknown_card_and_a_wrong_pin(signed_in, patron):
    pages = []
    for number, pin in ((NUMBER, "000000"), ("11010200009999", PIN)):
        answer = signed_in.post(LINK, {"number": number, "pin": pin})
        text = answer.content.decode()
        assert "The card number or the PIN is not right." in text
        assert pin not in text
        pages.append(text.replace(number, "…"))
    assert len(pages[0]) == len(pages[1])


def test_an_address_elsewhere_is_no_way_back(signed_in, patron):
    form = {"number": NUMBER, "pin": PIN}
    answer = signed_in.post(f"{LINK}?next=https://evil.example/", form)
    assert answer["Location"] == "/en/me/"


@pytest.mark.parametrize("number", ["", "a|b", "a\rb", "x" * 41])
def test_hostile_numbers_do_not_reach_the_system(signed_in, system, number, patron):
    assert signed_in.post(LINK, {"number": number, "pin": PIN}).status_code == 200
    assert system.calls == []


def test_after_five_wrong_pins_there_is_a_pause_for_the_right_one_too(
    signed_in, system, patron, clock
):
    for _ in range(OF_CARD):
        assert signed_in.post(LINK, {"number": NUMBER, "pin": "0"}).status_code == 200
    clock.shift(dt.timedelta(minutes=5))
    answer = signed_in.post(LINK, {"number": f" {NUMBER} ", "pin": PIN})
    assert answer.status_code == 429
    assert "Please wait 10 minutes" in answer.content.decode()
    assert system.calls == ["authenticate"] * OF_CARD
    clock.shift(dt.timedelta(minutes=11))
    assert signed_in.post(LINK, {"number": NUMBER, "pin": PIN}).status_code == 302


def test_an_account_that_tries_many_cards_is_slowed_down(reader, patron):
    for number in range(OF_READER):
        with pytest.raises(WrongCardError):
            services.link_card(reader, f"1101029999{number:04}", "0", address="a")
    with pytest.raises(TooOftenError):
        services.link_card(reader, NUMBER, PIN, address="b")


def test_many_accounts_from_one_address_are_slowed_down(patron):
    for number in range(OF_ADDRESS):
        with pytest.raises(WrongCardError):
            services.link_card(ReaderFactory(), f"1101029999{number:04}", "0", address="a")
    with pytest.raises(TooOftenError):
        services.link_card(ReaderFactory(), NUMBER, PIN, address="a")
    assert services.link_card(ReaderFactory(), NUMBER, PIN, address="b")


def test_what_was_right_forgives_what_was_wrong(reader, patron):
    for _ in range(OF_CARD - 1):
        with pytest.raises(WrongCardError):
            services.link_card(reader, NUMBER, "0")
    for _ in range(OF_CARD):
        services.link_card(reader, NUMBER, PIN)
    assert list(Attempts.objects.values_list("number", flat=True)) == [OF_CARD - 1]  # address


def test_old_counters_are_pruned(reader, patron, clock):
    with pytest.raises(WrongCardError):
        services.link_card(reader, NUMBER, "0")
    assert prune() == 0
    clock.shift(dt.timedelta(hours=1))
    assert prune() == 3


def test_while_the_system_is_away_nothing_counts_and_nothing_but_the_pin_is_lost(
    signed_in, system, patron
):
    system.fault = "away"
    for _ in range(OF_CARD + 1):
        answer = signed_in.post(LINK, {"number": NUMBER, "pin": PIN, "nickname": "豆豆"})
        assert answer.status_code == 503
    text = answer.content.decode()
    assert "does not answer just now" in text
    assert NUMBER in text
    assert "豆豆" in text
    assert PIN not in text
    system.fault = ""
    assert signed_in.post(LINK, {"number": NUMBER, "pin": PIN}).status_code == 302


def test_the_error_of_a_system_that_is_away_carries_no_pin(reader, system, patron):
    system.fault = "away"
    with pytest.raises(AwayError) as caught:
        services.link_card(reader, NUMBER, PIN)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    record = logging.LogRecord("x", 40, "", 0, "", (), caught._excinfo)
    text = logging.Formatter().format(record)
    assert PIN not in text
    assert NUMBER not in text


def test_a_card_belongs_to_one_account(linked):
    with pytest.raises(CardTakenError):
        services.link_card(ReaderFactory(), NUMBER, PIN)
    assert LinkedCard.objects.count() == 1


def test_linking_again_renews_the_link(linked, reader):
    again = services.link_card(reader, NUMBER, PIN, nickname="石榴")
    assert (again.pk, again.nickname) == (linked.pk, "石榴")


def test_a_guardian_links_several_cards_but_not_any_number(reader):
    for number in range(MOST_CARDS):
        PatronFactory(number=f"1101020001{number:04}")
        services.link_card(reader, f"1101020001{number:04}", PIN, nickname=f"孩子{number}")
    PatronFactory(number=NUMBER)
    with pytest.raises(TooManyCardsError):
        services.link_card(reader, NUMBER, PIN)


def test_unlinking_asks_first_and_leaves_the_card_alone(signed_in, linked, patron):
    url = f"/en/me/cards/{linked.pk}/unlink/"
    assert "Unlink the card?" in signed_in.get(url).content.decode()
    assert CardLink.objects.exists()
    assert signed_in.post(url)["Location"] == "/en/me/"
    assert not CardLink.objects.exists()
    assert not LinkedCard.objects.exists()
    patron.refresh_from_db()


def test_a_card_is_named(signed_in, linked):
    signed_in.post(f"/en/me/cards/{linked.pk}/name/", {"nickname": "石榴"})
    linked.refresh_from_db()
    assert str(linked) == "石榴 ****5555"


def test_nobody_touches_the_card_of_somebody_else(client, linked):
    client.force_login(ReaderFactory().user, backend="portal.accounts.backends.ReaderBackend")
    for path in ("unlink", "name"):
        url = f"/en/me/cards/{linked.pk}/{path}/"
        assert client.get(url).status_code == 404
        assert client.post(url, {"nickname": "x"}).status_code == 404
    assert client.get(f"/en/me/loans/account/?card={linked.pk}").status_code == 404


def test_a_visitor_signs_in_first(client, db):
    answer = client.get(LINK)
    assert answer["Location"].startswith("/en/accounts/login/?next=")


def test_a_system_without_patrons_offers_no_linking(signed_in, settings):
    settings.PORTAL_ILS = {}
    assert signed_in.get(LINK).status_code == 404
    assert signed_in.get("/en/me/loans/").status_code == 404
    assert "Library card and loans" not in signed_in.get("/en/me/").content.decode()


def test_cards_are_handed_out_and_go_with_the_account(linked, reader):
    rows = {each["model"]: each["rows"] for each in accounts.export_my_data(reader.user)["data"]}
    assert rows["borrowing.linkedcard"] == [{"number": "****5555", "nickname": ""}]
    accounts.erase_account(reader.user)
    assert not LinkedCard.objects.exists()


def test_a_link_sealed_with_another_key_is_asked_for_again(signed_in, linked, settings):
    settings.PORTAL_CARD_KEY = "another"
    page = signed_in.get("/en/me/loans/account/").content.decode()
    assert "Please link the card again." in page
