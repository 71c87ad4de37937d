import datetime as dt

import pytest
from django.utils.translation import override

from events.schedule.recurrence import Rule
from events.schedule.wording import describe, describe_schedule
from tests.factories.events import EventSeriesFactory

START = dt.date(2026, 3, 7)
RULES = [
    ("FREQ=DAILY", "每天", "every day"),
    ("FREQ=DAILY;INTERVAL=3", "每 3 天", "every 3 days"),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "每周一至周五", "every week from Monday to Friday"),
    ("FREQ=DAILY;INTERVAL=2;BYDAY=SA", "每 2 天（限周六）", "every 2 days, if that is Saturday"),
    ("FREQ=WEEKLY;BYDAY=SA", "每周六", "every Saturday"),
    (
        "FREQ=WEEKLY;BYDAY=TH,TU,SA",
        "每周二、周四、周六",
        "every Tuesday, Thursday and Saturday",
    ),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "每天", "every day"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "每 2 周的周五", "every 2 weeks on Friday"),
    ("FREQ=MONTHLY;BYDAY=1SA", "每月第一个周六", "every month on the first Saturday"),
    (
        "FREQ=MONTHLY;BYDAY=2SA,4SA",
        "每月第二个周六、第四个周六",
        "every month on the second Saturday and the fourth Saturday",
    ),
    ("FREQ=MONTHLY;BYDAY=-1SU", "每月最后一个周日", "every month on the last Sunday"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "每月15 日", "every month on the 15th"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,22,-1", "每月1 日、22 日、最后一天",
     "every month on the 1st, the 22nd and the last day"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=11", "每 3 个月的11 日",
     "every 3 months on the 11th"),
    ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "每月13 日（限周五）",
     "every month on the 13th, if that is Friday"),
    ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "每月周一、周二中的最后一天",
     "every month on the last of these days: Monday and Tuesday"),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", "每月周一中的第 2 天",
     "every month on number 2 of these days: Monday"),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-2", "每月周一中的倒数第 2 天",
     "every month on number 2 from the end of these days: Monday"),
    ("FREQ=YEARLY", "每年三月的7 日", "every year in March on the 7th"),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=4;BYDAY=4SA", "每 2 年四月的第四个周六",
     "every 2 years in April on the fourth Saturday"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chinese", "english"), RULES)
def test_rule_in_words(text, chinese, english):
    rule = Rule.parse(text)
    with override("zh-hans"):
        assert describe(rule, START) == chinese
    with override("en"):
        assert describe(rule, START) == english


def test_schedule_in_words():
    series = EventSeriesFactory.build(
        start_date=START,
        start_time=dt.time(19),
        duration=dt.timedelta(minutes=90),
        rule="RRULE:FREQ=WEEKLY;BYDAY=SA",
        ends_on=dt.date(2026, 12, 26),
        session_limit=14,
    )
    with override("zh-hans"):
        assert describe_schedule(series) == (
            "每周六 19:00–20:30，至 2026 年 12 月 26 日，共 14 场，法定节假日停"
        )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "2026 年 3 月 7 日 10:00–11:00"),
        ({"start_time": dt.time(22), "duration": dt.timedelta(hours=5)},
         "2026 年 3 月 7 日 22:00–03:00（次日）"),
        ({"all_day": True, "duration": dt.timedelta(days=1)}, "2026 年 3 月 7 日 全天"),
        ({"all_day": True, "duration": dt.timedelta(days=30)}, "2026 年 3 月 7 日 至 4 月 5 日"),
        ({"start_time": None}, "2026 年 3 月 7 日"),
    ],
)  # fmt: skip
def test_single_event_in_words(fields, words):
    with override("zh-hans"):
        assert describe_schedule(EventSeriesFactory.build(start_date=START, **fields)) == words


def test_dates_chosen_one_by_one_in_words():
    series = EventSeriesFactory.build(start_date=START)
    with override("zh-hans"):
        words = describe_schedule(series, has_several_dates=True)
    assert words == "日期见下方场次 10:00–11:00"
