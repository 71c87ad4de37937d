"""How dates are written, whichever part of the portal writes them."""

import datetime as dt

import pytest
from django.template import engines
from django.utils import translation

MOMENT = dt.datetime(2018, 1, 2, 10, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "2 January 2018 · 2 January · 18:05"),
        ("zh-hans", "2018年1月2日 · 1月2日 · 18:05"),
    ],
)
def test_dates_follow_the_language(language, written):
    source = '{{ m|date }} · {{ m|date:"MONTH_DAY_FORMAT" }} · {{ m|time }}'
    template = engines["django"].from_string(source)
    with translation.override(language):
        assert template.render({"m": MOMENT}) == written
