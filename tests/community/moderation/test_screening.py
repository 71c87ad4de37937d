"""What the rules see, and what they leave alone."""

import time

import pytest

from community.moderation.enums import Sign
from community.moderation.screening import WordList, screen

WORDS = WordList([("赌博", True), ("代写作业", False), ("casino", True), ("傻瓜", False)])


def found(text: str) -> set[tuple[str, bool]]:
    return {(finding.sign, finding.denies) for finding in screen(text, WORDS)}


def signs(text: str) -> set[str]:
    return {finding.sign for finding in screen(text, WORDS)}


@pytest.mark.parametrize(
    "text", ["他劝人不要赌博。", "赌\u200b博", "賭博", "Ｃａｓｉｎｏ night", "CASINO"]
)
def test_words_written_plainly_do_what_the_list_says(text):
    assert found(text) == {("word", True)}


@pytest.mark.parametrize(
    "text",
    [
        "赌*博", "赌 1 博", "赌…博", "dubo 网站", "du bo", "赌bo", "d-u-b-o", "c4s1n0",
        "c a s i n o", "саsinо".replace("s", "5"),
    ],
)  # fmt: skip
def test_disguised_words_are_held_and_never_refused(text):
    assert found(text) == {("disguised", False)}


def test_look_alikes_of_other_scripts_are_read_as_latin():
    assert found("с\u0430sino") == {("word", True)}


@pytest.mark.parametrize(
    "text",
    [
        "这本书独播了很久，适合读博的人。",  # sounds alike, is another word
        "The dubois family went to casinos in town.",
        "他问：孩子怎么学会读书？",
        "《骆驼祥子》写于1936年，1937—1945年间多次重印，ISBN 978-7-02-000220-7。",
        "好看！好看！真好看！",
        "哈哈哈哈，笑得肚子疼",
        "第3章第12节，价格30.5元",
        "😀😀 太好玩了，我和弟弟一起读",
    ],
)
def test_ordinary_sentences_are_left_alone(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("找王阿姨 13812345678", Sign.PHONE),
        ("电话138 1234 5678", Sign.PHONE),
        ("１３８-１２３４-５６７８", Sign.PHONE),
        ("一三八一二三四五六七八", Sign.PHONE),
        ("+86 138 1234 5678", Sign.PHONE),
        ("010-64031234", Sign.PHONE),
        ("写信到 someone@example.com", Sign.EMAIL),
        ("someone (at) example . com", Sign.EMAIL),
        ("身份证11010519491231002X", Sign.IDENTITY),
        ("加微信：bookworm_88", Sign.MESSENGER),
        ("VX bookworm88", Sign.MESSENGER),
        ("QQ群号是 123456789", Sign.MESSENGER),
        ("看 https://evil.example/x", Sign.LINK),
        ("看 evil.com", Sign.LINK),
        ("www.evil.example", Sign.LINK),
        ("😀" * 20, Sign.FLOOD),
        ("好书" * 30, Sign.REPEATED),
        ("啊" * 40, Sign.REPEATED),
    ],
)
def test_personal_data_links_and_floods_are_held(text, sign):
    assert sign in signs(text)


def test_the_excerpt_is_what_the_author_wrote():
    (finding,) = screen("快看 Ｃａｓｉｎｏ！", WORDS)
    assert finding.excerpt == "Ｃａｓｉｎｏ"
    (finding,) = screen("賭*博", WORDS)
    assert finding.excerpt == "賭*博"


def test_a_word_of_one_letter_is_no_word():
    assert screen("a * a", WordList([("*", True), ("a", True)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "<" * 5_000,
        "a." * 2_500,
        "1" * 5_000,
        "微信" * 2_500,
        "赌" * 5_000,
        "d" * 5_000,
        "x@" * 2_500,
    ],
)
def test_hostile_texts_take_no_time(text):
    """Five thousand signs in less than a second."""
    began = time.perf_counter()
    screen(text, WORDS)
    assert time.perf_counter() - began < 1
