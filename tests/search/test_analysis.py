"""Text to tokens, queries to clauses, matches to marks: no database needed."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.engine.analysis import HAN, fold, get_analyzer, latin_tokens, sound_tokens, stem
from search.engine.cleaning import MAX_LENGTH, MAX_TERMS, clean_query, printable
from search.engine.highlighting import highlight

analyzer = get_analyzer()


def test_traditional_full_width_and_capitals_are_folded():
    assert fold("臺灣國學 ＡＢＣ") == "台湾国学 abc"


def test_title_is_stored_as_pairs_and_words():
    assert analyzer.tokens("国学讲座", mark="w") == ["国学", "学讲", "讲座", "w国学", "w讲座"]
    assert analyzer.tokens("国学", mark="v") == ["国学", "v国学"]
    assert analyzer.tokens("国学") == ["国学"]
    assert analyzer.tokens("家") == ["家"]


def test_sounds_are_words_initials_and_the_opening():
    sounds = set(analyzer.sounds("少年国学：女书"))
    assert {"p0guoxue", "p1gx", "p2shaonianguoxue", "p3sngx", "p0nvshu"} <= sounds
    assert sound_tokens("、") == ()
    assert analyzer.sounds("English") == []


@pytest.mark.parametrize(
    ("run", "tokens"),
    [
        ("9787020002207", ["9787020002207", "702000220"]),
        ("978-7-02-000220-7", ["9787020002207", "702000220"]),
        ("isbn7-02-000220-4", ["7020002204", "702000220"]),
        ("i242.4", ["i2424", "i242"]),
        ("well-being", ["well", "being", "wellbeing"]),
        ("o’neill", ["o", "neill", "oneill"]),
        ("a" * 5_000, ["a" * 64]),
    ],
)
def test_numbers_and_joined_words(run, tokens):
    assert latin_tokens(run) == tokens


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("libraries", "library"),
        ("books", "book"),
        ("class", "class"),
        ("campus", "campus"),
        ("bus", "bus"),
        ("ties", "tie"),
        ("1980s", "1980s"),
    ],
)
def test_plural_is_its_singular(word, singular):
    assert stem(word) == singular


def test_particles_and_stop_words_are_not_asked_for():
    assert [clause.must for clause in analyzer.clauses("阅读的乐趣")] == [["阅读", "乐趣"]]
    (clause,) = analyzer.clauses("history of the city")
    assert [part.must for part in clause.parts] == [["history"], ["city"]]
    assert [clause.must for clause in analyzer.clauses("the")] == [["the"]]
    assert [clause.must for clause in analyzer.clauses("ISBN 9787020002207")] == [["702000220"]]


def test_last_word_while_typing_is_a_beginning():
    clause = analyzer.clauses("guox", typing=True)[-1]
    assert (clause.must, clause.prefix) == ([], "guox")
    assert clause.sounds == ["p0guox", "p1guox", "p2guox", "p3guox"]


def test_query_is_cut_to_a_few_words_without_quotes():
    assert clean_query("  “国学”\x00\"讲座' ") == "国学 讲座"
    assert clean_query("词 " * 5_000) == " ".join(["词"] * MAX_TERMS)
    assert len(clean_query("国" * 5_000)) == MAX_LENGTH
    assert clean_query("\ud800\u202e\ufeff") == ""
    assert printable("国\u200b学 \n 讲座") == "国学 讲座"


@given(st.text(st.characters(), max_size=200))
@example("国\ud800学")
def test_tokens_hold_nothing_that_an_engine_would_read(text):
    tokens = [*analyzer.tokens(text, mark="w"), *analyzer.sounds(text)]
    for clause in [*analyzer.clauses(text), *analyzer.clauses(text, typing=True)]:
        for part in [clause, *clause.parts]:
            tokens += [*part.must, *part.lift, *part.words, *part.sounds]
    assert all(re.fullmatch(rf"(?:[^\W_]|[{HAN}])+", token) for token in tokens)


@given(st.text(st.characters(), max_size=200))
def test_cleaning_twice_changes_nothing(text):
    assert clean_query(clean_query(text)) == clean_query(text)
    clean_query(text).encode()


@given(st.text(max_size=120), st.text(max_size=20), st.sampled_from([None, 10, 40]))
def test_highlighting_only_adds_marks(text, query, limit):
    shown = re.sub("</?mark>", "", highlight(text, query, limit=limit))
    assert "<" not in shown
    if limit is None:
        assert len(shown) >= len(text)


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("國學概論<b>", "国学", "<mark>國學</mark>概論&lt;b&gt;"),
        ("少年国学讲座", "guoxue", "少年<mark>国学</mark>讲座"),
        ("少年国学讲座", "guo xue", "少年<mark>国学</mark>讲座"),
        ("少年国学讲座", "gx", "少年<mark>国学</mark>讲座"),
        ("Python编程", "python", "<mark>Python</mark>编程"),
        ("Our libraries", "library", "Our <mark>libraries</mark>"),
        ("国学", "", "国学"),
        ("国国国", "国国", "<mark>国国国</mark>"),
    ],
)
def test_match_is_marked(text, query, shown):
    assert highlight(text, query) == shown


def test_long_text_is_cut_around_the_first_match():
    shown = highlight("一" * 500 + "国学" + "二" * 500, "国学", limit=80)
    assert shown.startswith("…一")
    assert shown.endswith("二…")
    assert "<mark>国学</mark>" in shown
    assert highlight("一" * 500, "国学", limit=80) == "一" * 80 + "…"
    assert highlight("一" * 500 + "国学", "国学", limit=80).endswith("<mark>国学</mark>")
