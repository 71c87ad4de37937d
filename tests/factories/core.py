"""The least valid rows of the library network and the site's furniture."""

import datetime

import factory
from factory.django import DjangoModelFactory

from portal.core import models


class LibraryFactory(DjangoModelFactory):
    """A main library; `BranchFactory` makes one below it."""

    class Meta:
        model = models.Library

    code = factory.Sequence(lambda n: f"L{n:03}")
    slug = factory.Sequence(lambda n: f"library-{n}")
    name = factory.Sequence(lambda n: f"第{n}图书馆")
    name_en = factory.Sequence(lambda n: f"Library {n}")
    short_name = factory.Sequence(lambda n: f"{n}馆")
    short_name_en = factory.Sequence(lambda n: f"No. {n}")
    level = models.Library.Level.MAIN
    address = "景山前街 1 号"
    latitude = "39.925000"
    longitude = "116.410000"


class BranchFactory(LibraryFactory):
    level = models.Library.Level.BRANCH
    parent = factory.SubFactory(LibraryFactory)


class OpeningHoursFactory(DjangoModelFactory):
    class Meta:
        model = models.OpeningHours

    library = factory.SubFactory(LibraryFactory)
    weekday = models.OpeningHours.Weekday.MONDAY
    opens = datetime.time(9)
    closes = datetime.time(17)


class ExceptionalDayFactory(DjangoModelFactory):
    """A day on which the library stays closed; give `opens` and `closes` for other hours."""

    class Meta:
        model = models.ExceptionalDay

    library = factory.SubFactory(LibraryFactory)
    date = datetime.date(2026, 12, 1)
    reason = "设备检修"


class ClosureDayFactory(DjangoModelFactory):
    class Meta:
        model = models.ClosureDay

    date = factory.Sequence(lambda n: datetime.date(2026, 1, 1) + datetime.timedelta(days=n))
    kind = models.ClosureDay.Kind.HOLIDAY
    name = "元旦"


class SchoolHolidayFactory(DjangoModelFactory):
    class Meta:
        model = models.SchoolHoliday

    name = "暑假"
    name_en = "Summer holidays"
    first = datetime.date(2026, 7, 11)
    last = datetime.date(2026, 8, 31)


class LibraryStaffFactory(DjangoModelFactory):
    """Pass `user`: whose post it is always matters."""

    class Meta:
        model = models.LibraryStaff

    library = factory.SubFactory(LibraryFactory)


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = models.Facility

    slug = factory.Sequence(lambda n: f"facility-{n}")
    name = factory.Sequence(lambda n: f"设施{n}")


class AudienceFactory(DjangoModelFactory):
    class Meta:
        model = models.Audience

    slug = factory.Sequence(lambda n: f"audience-{n}")
    name = factory.Sequence(lambda n: f"人群{n}")
    name_en = factory.Sequence(lambda n: f"Audience {n}")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"主题{n}")
    name_en = factory.Sequence(lambda n: f"Topic {n}")


class MenuItemFactory(DjangoModelFactory):
    class Meta:
        model = models.MenuItem

    name = factory.Sequence(lambda n: f"菜单{n}")
    url = factory.Sequence(lambda n: f"/menu-{n}/")
    sort_order = factory.Sequence(lambda n: n)


class FooterColumnFactory(DjangoModelFactory):
    class Meta:
        model = models.FooterColumn

    name = factory.Sequence(lambda n: f"栏目{n}")
    sort_order = factory.Sequence(lambda n: n)


class FooterLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.FooterLink

    column = factory.SubFactory(FooterColumnFactory)
    name = factory.Sequence(lambda n: f"链接{n}")
    url = factory.Sequence(lambda n: f"/link-{n}/")
    sort_order = factory.Sequence(lambda n: n)


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = models.Notice

    text = "今日闭馆"
    starts = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
