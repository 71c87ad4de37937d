"""The rosters in a browser: on a telephone and at a desk, for everybody who works there."""

import datetime as dt

import pytest
from django.urls import reverse

from events.models import Occurrence
from events.registration import services
from tests.factories.core import LibraryFactory
from tests.factories.registration import enter, event, family

from .accessibility import assert_accessible
from .conftest import DESK, PHONE

DAY = dt.timedelta(days=1)


@pytest.fixture
def pool(site):
    """A date with a family, somebody who waits, and three who said what they thought."""
    pool = event(library=LibraryFactory(), capacity=5)
    reader = family((2020, 5))
    enter(pool, reader, members=reader.family.all(), adults=1)
    for _number in range(4):
        enter(pool)
    for row, score in zip(pool.registrations.all(), (5, 4, 2), strict=False):
        services.give_feedback(row, pool.occurrence, score=score, comment="老师讲得好")
    return pool


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_pages_of_rosters_are_accessible(telephone, site, pool, width):
    telephone.set_viewport_size({"width": width, "height": 900})
    date, registration = pool.occurrence, pool.registrations.first()
    drawn = event(registration="draw")
    paths = [
        *(reverse(f"rosters:{name}") for name in ("index", "head_counts")),
        *(
            reverse(f"rosters:{name}", args=[date.uid])
            for name in ("roster", "register", "message", "sheet", "poster", "close")
        ),
        reverse("rosters:draw", args=[drawn.occurrence.uid]),
        reverse("rosters:cancel", args=[date.uid, registration.uid]),
        reverse("rosters:series_feedback", args=[pool.terms.translation_key]),
    ]
    Occurrence.objects.filter(pk=date.pk).update(  # over, so that the roster tells of everything
        start=date.start - 20 * DAY, end=date.end - 20 * DAY
    )
    for path in paths:
        assert telephone.goto(site + path).status == 200
        assert_accessible(telephone)
