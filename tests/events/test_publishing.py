import datetime as dt

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from events import services
from events.enums import State
from events.errors import EventError
from events.models import EventSeries, EventSeriesPage, ExtraDate, Occurrence, SkippedDate
from portal.core.models import ClosureDay
from portal.core.translations import translate_page
from tests.factories.core import AudienceFactory, LibraryFactory
from tests.factories.events import EventSeriesPageFactory, published_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"


@pytest.fixture
def page(events_index) -> EventSeriesPage:
    return published_series(
        events_index,
        title="周六故事会",
        start_date=dt.date(2026, 3, 7),
        rule=SATURDAYS,
        ends_on=dt.date(2026, 4, 25),
    )


def republish(page, **fields):
    page = EventSeriesPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def shown() -> list[str]:
    rows = Occurrence.objects.filter(state__in=[State.SCHEDULED, State.CANCELLED])
    return [f"{row.local_start:%m-%d %H:%M}" for row in rows]


def test_publishing_plans_the_sessions(page):
    assert len(shown()) == 8
    assert shown()[0] == "03-07 10:00"
    series = EventSeries.objects.get()
    assert series.translation_key == page.translation_key
    assert series.title == "周六故事会"


def test_draft_moves_nothing(page):
    page.start_time = dt.time(15)
    page.save_revision()
    assert shown()[0] == "03-07 10:00"


def test_new_time_keeps_rows_and_raises_their_sequence(page):
    before = dict(Occurrence.objects.values_list("uid", "sequence"))
    republish(page, start_time=dt.time(15))
    after = dict(Occurrence.objects.values_list("uid", "sequence"))
    assert shown()[0] == "03-07 15:00"
    assert after == {uid: sequence + 1 for uid, sequence in before.items()}


def test_publishing_again_without_a_change_raises_nothing(page):
    before = list(Occurrence.objects.values()), list(EventSeries.objects.values("sequence"))
    republish(page)
    assert (list(Occurrence.objects.values()), list(EventSeries.objects.values("sequence"))) == (
        before
    )


def test_new_title_raises_the_sequence_of_the_series(page):
    republish(page, title="周六故事时间")
    series = EventSeries.objects.get()
    assert series.sequence == 2  # the first publication was 1
    assert series.title == "周六故事时间"


def test_holiday_skipped_day_and_extra_session(events_index):
    ClosureDay.objects.create(date=dt.date(2026, 4, 4), kind="holiday", name="清明节")
    page = EventSeriesPageFactory(
        parent=events_index,
        live=False,
        start_date=dt.date(2026, 3, 21),
        rule=SATURDAYS,
        ends_on=dt.date(2026, 4, 11),
    )
    page.skipped_days = [SkippedDate(date=dt.date(2026, 3, 28), reason="场地维修")]
    page.extra_days = [ExtraDate(date=dt.date(2026, 4, 5), start_time=dt.time(14))]
    page.save_revision().publish()
    assert shown() == ["03-21 10:00", "04-05 14:00", "04-11 10:00"]

    republish(page, skipped_days=[], extra_days=[], holiday_policy="keep")
    assert shown() == ["03-21 10:00", "03-28 10:00", "04-04 10:00", "04-11 10:00"]


def test_skipped_session_with_people_waits_for_a_decision(page, heard):
    first = Occurrence.objects.first()
    Occurrence.objects.filter(pk=first.pk).update(people=3)
    republish(page, skipped_days=[SkippedDate(date=dt.date(2026, 3, 7))])
    first.refresh_from_db()
    assert first.state == State.UNDECIDED
    assert first.notice_due

    services.keep(first)
    services.reconcile(first.series)
    first.refresh_from_db()
    assert first.state == State.SCHEDULED


def test_another_weekday_moves_the_row_within_its_week(page):
    first = Occurrence.objects.first()
    republish(page, rule="RRULE:FREQ=WEEKLY;BYDAY=SU")
    first.refresh_from_db()
    assert first.rid == "20260308T100000"
    assert Occurrence.objects.count() == 8  # 26 April, the last Sunday, lies after the last date


def test_staff_may_say_which_session_goes_on_as_which(page):
    rows = list(Occurrence.objects.all())
    series = EventSeries.objects.get()
    series.rule, series.start_date = "RRULE:FREQ=MONTHLY;BYMONTHDAY=20", dt.date(2026, 3, 20)
    series.save()
    services.reconcile(series, mapping={rows[0].rid: "20260420T100000"})
    rows[0].refresh_from_db()
    assert rows[0].rid == "20260420T100000"


def test_unpublished_page_takes_its_sessions_along_and_brings_them_back(page):
    first, second, third, *_rest = Occurrence.objects.all()
    Occurrence.objects.filter(pk=first.pk).update(people=1)
    services.cancel(third, note="老师出差")

    EventSeriesPage.objects.get(pk=page.pk).unpublish()
    for row in (first, second, third):
        row.refresh_from_db()
    assert not Occurrence.objects.public().exists()
    assert (first.state, first.cancelled_with_series) == (State.CANCELLED, True)
    assert second.state == State.WITHDRAWN
    assert (third.state, third.cancelled_with_series) == (State.CANCELLED, False)

    republish(page)
    states = list(Occurrence.objects.values_list("state", flat=True))
    assert states == ["scheduled", "scheduled", "cancelled", *["scheduled"] * 5]
    assert Occurrence.objects.count() == 8


def test_deleted_page_withdraws_its_sessions_and_loses_no_row(page):
    EventSeriesPage.objects.get(pk=page.pk).delete()
    assert set(Occurrence.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert EventSeries.objects.get().live is False


def test_copied_page_gets_a_series_of_its_own(page):
    copy = page.copy(update_attrs={"title": "另一场", "slug": "copy"}, keep_live=True)
    assert EventSeries.objects.count() == 2
    assert Occurrence.objects.count() == 16
    assert copy.translation_key != page.translation_key


def test_alias_shares_the_sessions_of_its_original(page):
    alias = page.create_alias(update_slug="alias")
    republish(page, start_time=dt.time(15))
    assert alias.translation_key != page.translation_key
    assert EventSeries.objects.count() == 1


def test_translation_shares_series_and_sessions(page):
    english = Locale.objects.get(language_code="en")
    page.get_parent().specific.copy_for_translation(english)
    before = set(Occurrence.objects.values_list("uid", flat=True))
    translated = translate_page(page, english, {"周六故事会": "Saturday story time"}).page

    assert EventSeries.objects.count() == 1
    assert set(Occurrence.objects.values_list("uid", flat=True)) == before
    series = EventSeries.objects.get()
    assert series.text("title", "en") == "Saturday story time"
    assert series.text("title", "zh-hans") == "周六故事会"
    assert str(translated.specific.parsed_rule) == SATURDAYS

    sequence = series.sequence
    translated.specific.unpublish()
    series.refresh_from_db()
    assert series.live
    assert series.text("title", "en") == "周六故事会"
    assert series.sequence == sequence + 1


def test_schedule_of_a_translation_counts_for_nothing(page):
    english = Locale.objects.get(language_code="en")
    page.get_parent().specific.copy_for_translation(english)
    translated = translate_page(page, english, {"周六故事会": "Story time"}).page.specific
    translated.start_time = dt.time(20)
    translated.save_revision().publish()
    assert shown()[0] == "03-07 10:00"


def test_page_written_in_english_only_has_sessions(root_page):
    english = Locale.objects.get(language_code="en")
    index = EventSeriesPageFactory._meta.model  # the parent does not matter here
    page = index(
        title="Book club",
        slug="club",
        locale=english,
        start_date=dt.date(2026, 3, 7),
        start_time=dt.time(19),
    )
    root_page.add_child(instance=page)
    page.save_revision().publish()
    assert shown() == ["03-07 19:00"]
    assert EventSeries.objects.get().text("title", "en") == "Book club"


def test_series_begun_in_the_past_shows_what_has_been(events_index):
    published_series(
        events_index, start_date=dt.date(2026, 2, 14), rule=SATURDAYS, ends_on=dt.date(2026, 3, 7)
    )
    assert shown() == ["02-14 10:00", "02-21 10:00", "02-28 10:00", "03-07 10:00"]


def test_tags_and_library_reach_the_series(events_index):
    library, audience = LibraryFactory(), AudienceFactory()
    page = published_series(events_index, library=library)
    sequence = EventSeries.objects.get().sequence
    republish(page, audiences=[audience])
    series = EventSeries.objects.get()
    assert Occurrence.objects.get().library == library
    assert list(series.audiences.all()) == [audience]
    assert series.sequence == sequence + 1


def test_renamed_library_raises_the_sequence(events_index):
    library = LibraryFactory()
    published_series(events_index, library=library)
    sequence = EventSeries.objects.get().sequence
    library.name = "新名字"
    library.save()
    assert EventSeries.objects.get().sequence == sequence + 1


def test_horizon_moves_on_every_night(events_index, clock, capsys):
    published_series(events_index, start_date=dt.date(2026, 3, 7), rule=SATURDAYS)
    count = Occurrence.objects.count()
    clock.shift(dt.timedelta(days=14))

    call_command("plan_occurrences")
    assert Occurrence.objects.count() == count + 2
    call_command("plan_occurrences")
    assert Occurrence.objects.count() == count + 2
    assert "1 series planned: 0 sessions added, 0 changed" in capsys.readouterr().out


def test_command_finds_pages_that_went_live_unseen(events_index, capsys):
    EventSeriesPageFactory(parent=events_index, start_date=dt.date(2026, 3, 7))
    call_command("plan_occurrences")
    assert shown() == ["03-07 10:00"]


def test_broken_series_does_not_stop_the_others(page, events_index, capsys, caplog):
    broken = published_series(events_index, rule=SATURDAYS)
    EventSeries.objects.filter(translation_key=broken.translation_key).update(
        rule="RRULE:FREQ=SECONDLY"
    )
    call_command("plan_occurrences")
    assert "1 series planned" in capsys.readouterr().out
    assert "Cannot plan event series" in caplog.text


def test_moved_session_stays_where_it_was_put(page):
    first = Occurrence.objects.first()
    start = first.start + dt.timedelta(hours=4)
    services.change(first, start=start, note="当天场地有其他安排")
    republish(page, start_time=dt.time(9), duration=dt.timedelta(hours=2))
    first.refresh_from_db()
    assert first.start == start
    assert first.end == start + dt.timedelta(hours=1)
    assert first.rid == "20260307T090000"


def test_change_refuses_what_makes_no_sense(page):
    first = Occurrence.objects.first()
    with pytest.raises(EventError):
        services.change(first, end=first.start)
    with pytest.raises(EventError):
        services.reinstate(first)
    with pytest.raises(EventError):
        services.keep(first)
    with pytest.raises(TypeError):
        services.change(first, uid="x")
