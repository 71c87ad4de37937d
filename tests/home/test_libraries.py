import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from home.models import LibraryPage
from portal.core.translations import translate_page
from tests.factories.core import (
    BranchFactory,
    ClosureDayFactory,
    ExceptionalDayFactory,
    FacilityFactory,
    LibraryFactory,
    NoticeFactory,
    OpeningHoursFactory,
)
from tests.factories.events import OccurrenceFactory
from tests.factories.home import LibraryPageFactory, NewsPageFactory
from tests.factories.reading_lists import ReadingListFactory
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db

BEIJING = ZoneInfo("Asia/Shanghai")
MONDAY = dt.datetime(2026, 11, 30, 10, 30, tzinfo=BEIJING)


@pytest.fixture
def library(site):
    library = LibraryFactory(
        name="第一图书馆",
        name_en="First Library",
        slug="first",
        phone="010-0000 1234",
        address="交道口东大街 85 号",
        address_en="85 Jiaodaokou East Street",
    )
    OpeningHoursFactory(library=library, opens=dt.time(9), closes=dt.time(20, 30))
    return library


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (dt.time(8, 59), "9:00"),
        (dt.time(9, 0), "20:30"),
        (dt.time(20, 29), "20:30"),
        (dt.time(20, 30), "9:00"),
    ],
)
def test_page_says_whether_it_is_open_now(client, library, time_machine, moment, words):
    time_machine.move_to(dt.datetime.combine(MONDAY.date(), moment, BEIJING), tick=False)
    page = LibraryPageFactory(library=library)
    state = text_of(client, page.url).split('class="pagehead"')[1].split("</div>")[0]
    is_open = dt.time(9) <= moment < dt.time(20, 30)
    assert ("state--malachite" in state) is is_open
    assert words in state


def test_page_shows_the_week_and_other_hours(client, library, time_machine):
    time_machine.move_to(MONDAY)
    ExceptionalDayFactory(library=library, date=dt.date(2026, 12, 24), reason="设备检修")
    ExceptionalDayFactory(library=library, date=dt.date(2026, 11, 2), reason="早已过去")
    text = text_of(client, LibraryPageFactory(library=library).url)
    assert text.count('<th scope="row">') == 7
    assert "9:00–20:30" in text
    assert "设备检修" in text
    assert "早已过去" not in text


def test_a_holiday_closes_it(client, library, time_machine):
    time_machine.move_to(MONDAY)
    ClosureDayFactory(date=MONDAY.date(), kind="closed", name="盘点")
    assert "盘点" in text_of(client, LibraryPageFactory(library=library).url)


def test_page_shows_how_to_get_there_and_what_there_is(client, library):
    library.facilities = [
        FacilityFactory(name="自习室"),
        FacilityFactory(name="轮椅坡道", is_accessibility=True, icon="wheelchair"),
    ]
    library.save()
    text = text_of(client, LibraryPageFactory(library=library).url)
    for part in ("交道口东大街 85 号", 'href="tel:01000001234"', "自习室", "轮椅坡道"):
        assert part in text
    for service in ("uri.amap.com", "api.map.baidu.com", "apis.map.qq.com"):
        assert f'href="https://{service}' in text
    assert text.count('rel="noopener noreferrer external"') == 3
    assert 'src="http' not in text


def test_page_gathers_events_news_and_lists_of_the_library(client, library):
    NewsPageFactory(title="本馆消息", library=library)
    NewsPageFactory(title="别馆消息", library=LibraryFactory())
    ReadingListFactory(title="本馆书单", library=library, books=1)
    OccurrenceFactory(library=library, series__texts={"zh-hans": {"title": "本馆故事会"}})
    text = text_of(client, LibraryPageFactory(library=library).url)
    assert "本馆消息" in text
    assert "本馆书单" in text
    assert "本馆故事会" in text
    assert "别馆消息" not in text


def test_page_names_each_series_once_with_its_next_date(client, library, time_machine):
    time_machine.move_to(MONDAY)
    weekly = OccurrenceFactory(library=library, start=MONDAY + dt.timedelta(days=2)).series
    OccurrenceFactory(series=weekly, library=library, start=MONDAY + dt.timedelta(days=9))
    OccurrenceFactory(library=library, start=MONDAY + dt.timedelta(days=5))
    text = text_of(client, LibraryPageFactory(library=library).url)
    dates = re.findall(r'<time datetime="2026-12-(\d\d)T', text)
    assert dates == ["02", "05"]


def test_page_shows_the_notice_of_its_library_only(client, library):
    NoticeFactory(text="电梯维修", library=library)
    page = LibraryPageFactory(library=library)
    assert text_of(client, page.url).count("电梯维修") == 1
    assert "电梯维修" not in text_of(client, "/libraries/")


def test_pages_say_so_in_english(client, library, site, time_machine):
    time_machine.move_to(MONDAY)
    page = LibraryPageFactory(library=library, title="第一图书馆")
    translate_page(page, site.en.locale, {"第一图书馆": "First Library"})
    text = text_of(client, "/en/libraries/first/")
    assert "Open now until 20:30" in text
    assert "85 Jiaodaokou East Street" in text
    index = text_of(client, "/en/libraries/")
    assert 'href="/en/libraries/first/"' in index
    assert "1 of 1 libraries" in index or "One of 1 libraries" in index


def test_index_groups_branches_under_their_main_library(client, library):
    second = LibraryFactory(name="第二图书馆", position=2)
    BranchFactory(name="南馆", parent=second)
    BranchFactory(name="北馆", parent=library)
    text = text_of(client, "/libraries/").split('class="libs__groups"')[1]
    order = [text.index(name) for name in ("第一图书馆", "北馆", "第二图书馆", "南馆")]
    assert order == sorted(order)


def test_index_without_libraries_says_so(client, site):
    assert 'class="empty"' in text_of(client, "/libraries/")


@pytest.mark.parametrize("path", ["/libraries/", "/libraries/first/"])
def test_what_is_so_now_is_kept_for_a_minute(client, library, path):
    LibraryPageFactory(library=library)
    assert client.get(path)["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("count", [1, 3])
def test_index_queries_do_not_grow(client, library, count, django_assert_num_queries):
    for _ in range(count):
        branch = BranchFactory(parent=library)
        OpeningHoursFactory(library=branch)
        LibraryPageFactory(library=branch)
    client.get("/libraries/")
    with django_assert_num_queries(10):
        client.get("/libraries/")


@pytest.mark.parametrize("count", [1, 3])
def test_page_queries_do_not_grow(client, library, count, django_assert_num_queries):
    page = LibraryPageFactory(library=library)
    for _ in range(count):
        LibraryPageFactory(library=BranchFactory(parent=library))
        NewsPageFactory(library=library)
        ReadingListFactory(library=library, books=2)
        OccurrenceFactory(library=library)
        SpaceFactory(library=library)
        library.facilities.add(FacilityFactory())
    library.save()
    client.get(page.url)
    with django_assert_num_queries(23):
        client.get(page.url)


def test_a_library_has_one_page_per_language(library):
    page = LibraryPageFactory(library=library)
    assert page.slug == "first"
    with pytest.raises(ValidationError):
        LibraryPageFactory(library=library, slug="other")
    english = translate_page(page, Locale.objects.get(language_code="en"), {}).page
    assert english.specific.library == library
    assert LibraryPage.objects.count() == 2
