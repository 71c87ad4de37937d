import datetime as dt

import chinese_calendar
import pytest
import time_machine
from django.core.management import CommandError, call_command

from portal.core import services
from portal.core.holidays import HolidaysUnknownError, calendar_of
from portal.core.models import ClosureDay
from portal.core.selectors import holidays as holiday_selectors
from portal.core.selectors.holidays import holiday_tasks, years_without_holidays
from tests.factories.accounts import UserFactory
from tests.factories.core import ClosureDayFactory

Kind = ClosureDay.Kind


def test_the_calendar_of_a_known_year():
    days = {day.date: day for day in calendar_of(2026).days}
    assert days[dt.date(2026, 2, 17)].name == "春节"
    assert days[dt.date(2026, 2, 21)].is_off, "the Saturday within the holidays"
    assert not days[dt.date(2026, 2, 28)].is_off, "the Saturday that is worked instead"
    assert dt.date(2026, 3, 7) not in days, "an ordinary Saturday"
    assert calendar_of(2026).disputed == []


@pytest.mark.parametrize("year", [1999, 2027, 2100])
def test_an_unknown_year(year):
    with pytest.raises(HolidaysUnknownError):
        calendar_of(year)


@pytest.mark.django_db
def test_import_writes_holidays_and_working_weekends_once():
    first = services.import_holidays(2026)
    assert services.import_holidays(2026) == first
    assert ClosureDay.objects.count() == first.written
    makeup = ClosureDay.objects.get(date=dt.date(2026, 10, 10))
    assert (makeup.kind, makeup.name) == (Kind.MAKEUP, "国庆节调休上班")
    assert makeup.source.startswith("holidays ")
    assert ClosureDay.objects.get(date=dt.date(2026, 10, 1)).kind == Kind.HOLIDAY


@pytest.mark.django_db
def test_what_staff_entered_stays():
    date = dt.date(2026, 10, 1)
    ClosureDayFactory(date=date, kind=Kind.CLOSED, name="国庆闭馆", source="")
    assert services.import_holidays(2026).kept == [date]
    assert ClosureDay.objects.get(date=date).name == "国庆闭馆"


@pytest.mark.django_db
def test_dry_run_writes_nothing(capsys):
    call_command("import_holidays", "2026", "--dry-run")
    assert capsys.readouterr().out.endswith("days of 2026 would be written.\n")
    assert not ClosureDay.objects.exists()


@pytest.mark.django_db
def test_days_the_lists_dispute_are_named_and_left_out(capsys, monkeypatch):
    disputed = dt.date(2026, 10, 1)
    monkeypatch.delitem(chinese_calendar.constants.holidays, disputed)
    call_command("import_holidays", "2026")
    assert capsys.readouterr().err == "Not written, the two lists disagree: 2026-10-01.\n"
    assert not ClosureDay.objects.filter(date=disputed).exists()
    assert ClosureDay.objects.filter(date=dt.date(2026, 10, 2)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["2027", "0", "99999"])
def test_an_unknown_year_is_said_and_nothing_is_written(year):
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_holidays", year)
    assert not ClosureDay.objects.exists()


@pytest.mark.django_db
def test_the_command_names_what_it_kept(capsys):
    ClosureDayFactory(date=dt.date(2026, 1, 1), source="")
    call_command("import_holidays", "2026")
    assert "Kept as staff entered them: 2026-01-01." in capsys.readouterr().out


@pytest.mark.django_db
@time_machine.travel("2026-11-25T02:00Z", tick=False)
def test_missing_year_is_a_task_until_somebody_enters_it(capsys):
    call_command("check_holidays")
    out = capsys.readouterr().out
    assert "days of 2026 written" in out
    assert ClosureDay.objects.filter(date__year=2026).exists()
    assert not ClosureDay.objects.filter(date__year=2027).exists(), "never a guess"
    assert [(task.year, task.disputed) for task in holiday_tasks()] == [(2027, ())]
    assert years_without_holidays([2026, 2027]) == [2027]
    assert years_without_holidays([]) == []
    ClosureDayFactory(date=dt.date(2027, 1, 1))
    assert holiday_tasks() == []


@pytest.mark.django_db
def test_next_year_is_not_asked_for_before_november():
    services.import_holidays(2026)
    assert holiday_tasks(dt.date(2026, 10, 31)) == []
    assert [task.year for task in holiday_tasks(dt.date(2026, 11, 1))] == [2027]


@pytest.mark.django_db
def test_disputed_day_is_a_task_until_somebody_has_looked(monkeypatch):
    disputed = dt.date(2026, 10, 1)
    monkeypatch.delitem(chinese_calendar.constants.holidays, disputed)
    monkeypatch.setattr(holiday_selectors, "_disputed", holiday_selectors._disputed.__wrapped__)
    services.import_holidays(2026)
    (task,) = holiday_tasks(dt.date(2026, 9, 1))
    assert task.disputed == (disputed,)
    assert "10-01" in task.text
    assert holiday_tasks(dt.date(2026, 10, 2)) == []
    ClosureDayFactory(date=disputed, kind=ClosureDay.Kind.ORDINARY, source="")
    assert holiday_tasks(dt.date(2026, 9, 1)) == []


@pytest.mark.django_db
@time_machine.travel("2026-11-25T02:00Z", tick=False)
def test_first_page_of_the_admin_shows_the_task(client, settings):
    settings.PORTAL_STAFF_MFA = "optional"
    services.import_holidays(2026)
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert "holiday-tasks" in client.get("/admin/").content.decode()
    ClosureDayFactory(date=dt.date(2027, 1, 1))
    assert "holiday-tasks" not in client.get("/admin/").content.decode()
