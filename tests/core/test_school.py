"""The holidays of the schools."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from portal.core.models import SchoolHoliday
from portal.core.selectors import coming_school_holiday
from tests.factories.core import SchoolHolidayFactory

pytestmark = pytest.mark.django_db


def test_holidays_that_are_on_or_come_next():
    assert coming_school_holiday(dt.date(2026, 7, 1)) is None
    SchoolHolidayFactory(name="寒假", first=dt.date(2027, 1, 30), last=dt.date(2027, 2, 28))
    SchoolHolidayFactory()
    cache.clear()
    with override("zh-hans"):
        found = {
            date: str(coming_school_holiday(date))
            for date in (dt.date(2026, 7, 1), dt.date(2026, 8, 31), dt.date(2026, 9, 1))
        }
    assert list(found.values()) == ["暑假 2026-07-11", "暑假 2026-07-11", "寒假 2027-01-30"]
    assert coming_school_holiday(dt.date(2027, 3, 1)) is None


def test_name_follows_the_language():
    with override("en"):
        assert SchoolHolidayFactory.build().label == "Summer holidays"


def test_last_day_is_not_before_the_first():
    row = SchoolHolidayFactory.build(last=dt.date(2026, 7, 10))
    with pytest.raises(ValidationError) as error:
        row.clean()
    assert set(error.value.message_dict) == {"last"}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert not SchoolHoliday.objects.exists()
