import datetime as dt

import chinese_calendar
import pytest
from django.core.management import CommandError, call_command

from portal.core import services
from portal.core.holidays import HolidaysUnknownError, calendar_of
from portal.core.models import ClosureDay
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
