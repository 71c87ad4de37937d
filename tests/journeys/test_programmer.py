"""A programmer plans a series, a parent's calendar reads it; an impossible rule is refused."""

import datetime
import re
import urllib.request
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_every_saturday_skipping_holidays(portal, sign_in, visit):
    page = sign_in("programmer")
    index = portal.page_id("events.EventsIndexPage")
    page.goto(f"/admin/pages/add/events/eventseriespage/{index}/")
    today = datetime.datetime.now(SHANGHAI).date()
    start = today + datetime.timedelta(days=(5 - today.weekday()) % 7 + 7)
    until = datetime.date(start.year + 1, 1, 31)
    page.fill("input[name=title]", "周六绘本时间")
    page.fill("input[name=start_date]", start.isoformat())
    page.fill("input[name=start_time]", "10:00")
    page.fill("input[name=ends_on]", until.isoformat())
    rule = page.locator("[data-controller~=series-rule]")
    rule.locator("[data-series-rule-target=freq]").select_option("WEEKLY")
    rule.locator("input[type=checkbox][value=SA]").press("Space")
    assert page.input_value("input[name=rule]") == "RRULE:FREQ=WEEKLY;BYDAY=SA"
    page.locator("select[name=holiday_policy]").select_option("skip")
    page.locator("[role=tab]").nth(1).click()
    page.fill("input[name=slug]", "saturday-picture-books")
    page.locator("[name=action-publish]").dispatch_event("click")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))

    window = visit()
    assert window.goto("/events/saturday-picture-books/").status == 200
    assert "每周六" in window.locator("main").inner_text().replace("星期六", "周六")

    feed = urllib.request.urlopen(
        f"{portal.address}/events/saturday-picture-books/calendar.ics", timeout=10
    ).read()
    expected = _saturdays(portal, start, until)
    calendar = icalendar.Calendar.from_ical(feed)
    ours = sorted(
        event.decoded("DTSTART").astimezone(SHANGHAI).date()
        for event in recurring_ical_events.of(calendar).between(start, until + _day(1))
    )
    other = sorted(
        event.dtstart.astimezone(SHANGHAI).date()
        for event in IcsCalendarStream.calendar_from_ics(feed.decode()).timeline
    )
    assert ours == expected
    assert other == expected
    assert datetime.date(2027, 1, 1) not in ours


def _day(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def _saturdays(portal, start: datetime.date, until: datetime.date) -> list[datetime.date]:
    closed = portal.shell(
        "from portal.core.models import ClosureDay\n"
        "print(' '.join(str(d) for d in ClosureDay.objects.exclude(kind='makeup')"
        ".values_list('date', flat=True)))"
    ).splitlines()[-1]
    days = []
    while start <= until:
        if start.isoformat() not in closed.split():
            days.append(start)
        start += _day(7)
    return days


def test_million_dates_are_refused_at_the_rule(portal, sign_in):
    page = sign_in("programmer")
    index = portal.page_id("events.EventsIndexPage")
    page.goto(f"/admin/pages/add/events/eventseriespage/{index}/")
    page.fill("input[name=title]", "没完没了")
    page.fill("input[name=start_date]", "2027-03-01")
    page.fill("input[name=start_time]", "10:00")
    page.evaluate(
        "document.querySelector('[data-series-rule-target=out]').value = "
        "'RRULE:FREQ=SECONDLY;COUNT=1000000'"
    )
    page.locator("[name=action-publish]").dispatch_event("click")
    page.locator(".error-message").first.wait_for()
    assert page.locator("[data-controller~=series-rule]").count() == 1
    assert page.locator(".error-message").count() >= 1
    assert page.input_value("input[name=title]") == "没完没了"
