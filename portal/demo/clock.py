"""Another time of day for the services, so that they can build what has been."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


@contextmanager
def as_if_at(moment: dt.datetime) -> Iterator[None]:
    """Inside, it is *moment*: whoever asks Django for the time is told so.

    The services refuse to register anybody for what is over, and they are right; the demo has only
    them to build its past with. `timezone.now` itself is what fields have as their default, so
    what it asks is replaced, and not the function.
    """
    with mock.patch.object(timezone, "datetime") as then:
        then.now.return_value = moment
        yield
