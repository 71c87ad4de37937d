"""A page waits once, not once for each call it makes."""

import contextvars
import time

from catalog.ils.patience import is_over, patience, until


def test_without_patience_set_nothing_is_bounded():
    assert until(5.0) == 5.0
    assert not is_over()


def test_the_sooner_end_holds_and_a_block_inside_has_its_own():
    with patience(60):
        now = time.monotonic()
        assert until(now + 1) == now + 1
        assert now + 59 < until(now + 600) <= now + 61
        with patience(600):
            assert until(now + 500) == now + 500
        assert until(now + 500) < now + 61
    with patience(-1):
        assert is_over()
        assert contextvars.copy_context().run(is_over)  # a thread that is given the context too
