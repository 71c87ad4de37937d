"""Choices as codes: reversible, canonical, short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.whats_on.packing import Packed, pack, unpack

terms = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 10**6)), unique=True, max_size=20).map(
    lambda pairs: tuple(sorted(pairs, key=lambda pair: pair[1] * 4 + pair[0]))
)
texts = st.lists(
    st.tuples(
        st.sampled_from(["q", "age", "language"]),
        st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60),
    ),
    max_size=3,
).map(tuple)


@given(terms, texts)
def test_whatever_is_packed_is_unpacked(terms, texts):
    code = pack(Packed(terms, texts))
    assert unpack(code) == Packed(terms, texts)
    assert len(code) >= 8
    assert code.replace("-", "").replace("_", "").isalnum()


def test_few_terms_take_eight_characters_in_any_order():
    some = ((0, 3), (0, 17), (1, 2), (2, 9))
    assert len(pack(Packed(some))) == 8
    assert pack(Packed(some)) == pack(Packed(some[::-1]))


def test_long_chinese_text_stays_below_what_google_takes():
    assert len(pack(Packed(((0, 1),), (("q", "书" * 60),)))) < 200


@given(st.text(max_size=30))
def test_nothing_else_is_a_code(text):
    packed = unpack(text)
    assert packed is None or pack(packed) == text


@pytest.mark.parametrize(
    "code", ["", "AAAAAAAA", "aaaaaaa=", "é" * 8, pack(Packed(((0, 3),))) + "A"]
)
def test_mistyped_codes_are_noticed(code):
    assert unpack(code) is None
