import pytest

from catalog.clc import normalized, top_class


@pytest.mark.parametrize(
    ("number", "letter"),
    [
        ("I247.5", "I"),
        ("[Q91]", "Q"),
        ("（Ｋ２４８）", "K"),
        (" tp311.56", "T"),
        ("+D922.29-44", "D"),
        ("", ""),
        ("813.54", ""),
        ("L123", ""),
        ("《红楼梦》", ""),
    ],
)
def test_top_class_of_numbers_as_they_are_written(number, letter):
    assert top_class(number) == letter


def test_normalized_keeps_what_follows_the_letter():
    assert normalized(" ｉ２４７．５ ") == "I247.5"
