"""Points make places by arithmetic that can be checked."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from community.works.ranking import places, results


def test_weights_count_and_half_a_sheet_does_not():
    points = [(1, 7, 50, 10), (1, 8, 50, 4), (1, 7, 51, 7), (2, 7, 51, 9), (2, 8, 51, 9)]
    found = results(points, {7: 2, 8: 1})
    assert (found[1].mean, found[1].jurors) == (Fraction(8), 1)
    assert found[2].rounded == 9.0
    assert results(points, {9: 1}) == {}


def test_equals_share_a_place_and_the_next_is_left_out():
    means = {1: Fraction(9), 2: Fraction(8), 3: Fraction(9), 4: None, 5: Fraction(1)}
    assert places(means) == {1: 1, 3: 1, 2: 3, 5: 4}


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 4), st.integers(0, 10)),
        max_size=60,
    )
)
def test_a_mean_lies_between_the_lowest_and_the_highest(points):
    for result in results(points, {1: 1, 2: 3, 3: 2}).values():
        if result.mean is not None:
            assert 0 <= result.lowest <= result.mean <= result.highest <= 10
