"""Refusals in plain words."""

from catalog.borrowing.wording import WORDS, explain, explain_all
from catalog.ils import codes
from catalog.ils.values import Block


def test_every_code_has_its_words():
    assert set(WORDS) == codes.ALL


def test_what_we_do_not_know_is_said_in_the_systems_words():
    for code in ("vendor.17", codes.REFUSED):
        assert "“请到二楼办理”" in explain(Block(code, "请到二楼办理"))
        for symbol in ("", "NOT_SO_FAST", "Hold::Odd"):
            assert explain(Block(code, symbol)) == str(WORDS[codes.REFUSED])
    assert explain(Block(codes.LOAN_LIMIT, "请到二楼办理")) == str(WORDS[codes.LOAN_LIMIT])


def test_each_sentence_is_said_once():
    blocks = [Block("vendor.1"), Block(codes.LOAN_LIMIT), Block("vendor.2")]
    assert explain_all(blocks) == [str(WORDS[codes.REFUSED]), str(WORDS[codes.LOAN_LIMIT])]
