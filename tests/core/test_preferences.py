import pytest

from portal.core.preferences import Preferences


def test_cookie_round_trip():
    chosen = Preferences(theme="dark", elder="on")
    assert chosen.to_cookie() == "theme-dark.elder-on"
    assert Preferences.from_cookie(chosen.to_cookie()) == chosen


@pytest.mark.parametrize(
    "value", ["", "theme-", "theme-pink", "a-b.c-d", "<script>-x", "-", "theme-dark-x", "." * 500]
)
def test_unknown_words_are_ignored(value):
    assert Preferences.from_cookie(value) == Preferences()
