import pytest

from portal.core import generation


@pytest.fixture(autouse=True)
def _own_stamp(settings, tmp_path):
    settings.PORTAL_STATE_DIR = tmp_path


def test_stamp_is_zero_before_the_first_change():
    assert generation.current() == 0


def test_every_bump_makes_a_later_stamp():
    stamps = []
    for _ in range(50):
        generation.bump()
        stamps.append(generation.current())
    assert stamps == sorted(set(stamps))
