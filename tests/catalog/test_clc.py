import pytest

from catalog.clc import normalized, subclass, subclass_label, top_class
from catalog.enums import ClcSubclass


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


@pytest.mark.parametrize(
    ("number", "step"),
    [
        ("I247.5", "I2"),
        ("TP311.56", "TP"),
        ("[ｔｐ３１１]", "TP"),
        ("+K291", "K2"),
        ("T-19", ""),
        ("T3", ""),
        ("TA1", ""),
        ("Z", ""),
        ("K-61", ""),
        ("I²", ""),
        ("DF0", ""),
        ("L12", ""),
        ("", ""),
    ],
)
def test_step_below_the_class(number, step):
    assert subclass(number) == step


def test_technology_has_sixteen_steps():
    assert len([code for code in ClcSubclass.values if code[0] == "T"]) == 16


def test_step_is_named_where_that_is_common_knowledge():
    assert subclass_label("I2") == "I2 Chinese literature"
    assert subclass_label("F7") == "F7"
