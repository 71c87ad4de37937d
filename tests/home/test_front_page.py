import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from portal.core.translations import translate_page
from tests.factories.core import LibraryFactory, OpeningHoursFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.home import NewsPageFactory
from tests.factories.images import ImageFactory
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db

BEIJING = ZoneInfo("Asia/Shanghai")
MORNING = dt.datetime(2026, 12, 12, 9, 0, tzinfo=BEIJING)


def link(text, page=None, url="", **kwargs):
    return {"text": text, "page": page, "url": url, **kwargs}


def sections(site, count=1):
    """One of each section, with *count* things in every list."""
    events, news = site.page("events"), site.page("news")
    many = range(count)
    return {
        "hero": {
            "eyebrow": "冬季共读",
            "title": "一百天，读完一座城",
            "text": "十二本写北京的书",
            "buttons": [link("报名", events), link("看书单", url="/lists/")],
            "picture": ImageFactory(),
        },
        "finder": {"hot_words": [f"热词{n}" for n in many]},
        "quick_links": {"links": [link(f"服务{n}", news, icon="card") for n in range(count + 1)]},
        "today": {"title": "今天在图书馆", "limit": 4},
        "doors": {
            "title": "从你的书架开始",
            "text": "不用再挑",
            "doors": [
                {
                    "title": f"书脊{n}",
                    "subtitle": "0–6 岁",
                    "pigment": "lotus",
                    "link": link("x", events),
                }
                for n in range(count + 1)
            ],
        },
        "lists": {"title": "馆员书单", "limit": 3},
        "programme": {
            "eyebrow": "第 12 天",
            "title": "集满十枚章",
            "text": "换一张藏书票",
            "buttons": [link("加入", events)],
            "stamps": [{"sign": "雪", "name": f"大雪{n}", "is_collected": True} for n in many],
        },
        "figures": {
            "title": "公开的数字",
            "figures": [
                {"label": f"数{n}", "number": 186402, "unit": "册", "note": ""} for n in many
            ],
            "chart_title": "每月借阅",
            "chart_note": "八月最高",
            "chart_label": "月份",
            "chart_unit": "册次",
            "columns": [{"label": f"{n}月", "number": 41230 + n} for n in many],
            "source": "自动化系统",
            "as_of": dt.date(2026, 12, 12),
            "more": [link("年报", news)],
        },
        "network": {"title": "都在步行范围里"},
        "columns": [
            ("news", {"title": "公告", "category": "", "limit": 4}),
            ("links", {"title": "电子资源", "links": [link("听书", news, icon="ear")]}),
            (
                "appeal",
                {"title": "需要帮手", "text": "<p>周六缺两人</p>", "link": link("认领", news)},
            ),
        ],
    }


def publish(site, *names, count=1, **changes):
    every = {**sections(site, count), **changes}
    site.zh.body = [(name, every[name]) for name in names or every]
    site.zh.save_revision().publish()


def text_of(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def address_of(words, text):
    """Where the link with *words* leads."""
    return re.search(rf'href="([^"]*)"\s*>\s*{words}', text)[1]


def test_every_section_is_shown(client, site):
    publish(site)
    library = LibraryFactory(name="第一图书馆")
    OpeningHoursFactory(library=library)
    ReadingListFactory(title="写给冬天的北京", books=1)
    NewsPageFactory(title="延长开放")
    OccurrenceFactory(series__texts={"zh-hans": {"title": "故事会"}})
    text = text_of(client)
    for words in (
        "一百天，读完一座城",
        "热词0",
        "服务0",
        "故事会",
        "书脊0",
        "写给冬天的北京",
        "大雪0",
        "186,402",
        "每月借阅",
        "第一图书馆",
        "延长开放",
        "周六缺两人",
    ):
        assert words in text
    assert text.count("<h1") == 1


def test_the_name_stands_once_in_the_title(client, site):
    site.zh.title = "书香"
    publish(site)
    title = re.search(r"<title>(.*?)</title>", text_of(client), re.DOTALL)[1]
    assert " ".join(title.split()) == "书香"


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, site, count, django_assert_num_queries, time_machine):
    time_machine.move_to(MORNING)
    publish(site, count=count)
    for _ in range(count):
        OpeningHoursFactory(library=LibraryFactory())
        ReadingListFactory(books=2)
        NewsPageFactory()
        OccurrenceFactory(start=MORNING + dt.timedelta(hours=2))
    text_of(client)
    with django_assert_num_queries(19):
        text_of(client)


def test_hot_words_are_searches(client, site):
    publish(site, "finder", finder={"hot_words": ["冬至 & 诗会"]})
    assert "?q=%E5%86%AC%E8%87%B3%20%26%20%E8%AF%97%E4%BC%9A" in text_of(client)


def test_links_lead_to_the_language_of_the_reader(client, site):
    publish(site, "hero", "quick_links")
    translate_page(site.zh, site.en.locale, {"报名": "Book", "看书单": "Lists", "服务0": "News"})
    assert address_of("报名", text_of(client)) == "/events/"
    english = text_of(client, "/en/")
    assert address_of("Book", english) == "/en/events/"
    assert address_of("Lists", english) == "/en/lists/"
    assert 'href="/en/news/"' in english


def test_every_text_waits_for_a_translator(client, site):
    publish(site)
    waiting = translate_page(site.zh, site.en.locale, {}).missing
    for text in (
        "一百天，读完一座城",
        "热词0",
        "服务0",
        "书脊0",
        "大雪0",
        "册",
        "0月",
        "公告",
        "听书",
    ):
        assert text in waiting
    assert "/lists/" not in waiting


def test_a_link_without_translation_leads_to_the_page_there_is(client, site):
    story = NewsPageFactory(slug="only-chinese")
    publish(site, "quick_links", quick_links={"links": [link("x", story, icon="news")] * 2})
    translate_page(site.zh, site.en.locale, {})
    assert 'href="/news/only-chinese/"' in text_of(client, "/en/")


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_a_link_to_a_page_that_is_gone_is_left_out(client, site, gone):
    story = NewsPageFactory()
    links = [link("还在", site.page("news"), icon="news"), link("没了", story, icon="news")]
    publish(site, "quick_links", quick_links={"links": links})
    getattr(story, gone)()
    text = text_of(client)
    assert "还在" in text
    assert "没了" not in text


def test_without_an_opening_picture_there_still_is_a_heading(client, site):
    publish(site, "finder")
    assert text_of(client).count("<h1") == 1


def test_an_empty_front_page_is_a_page(client, site):
    assert text_of(client).count("<h1") == 1
    assert text_of(client, "/en/").count("<h1") == 1


def test_today_shows_what_is_not_over(client, site, time_machine):
    time_machine.move_to(MORNING.replace(hour=15))
    for hour, title in ((10, "上午场"), (14, "下午场"), (19, "晚场")):
        OccurrenceFactory(
            start=MORNING.replace(hour=hour),
            end=MORNING.replace(hour=hour) + dt.timedelta(hours=2),
            series__texts={"zh-hans": {"title": title}},
        )
    publish(site, "today")
    text = text_of(client)
    assert "上午场" not in text
    assert text.index("下午场") < text.index("晚场")


def test_when_today_is_over_the_next_days_are_shown(client, site, time_machine):
    time_machine.move_to(MORNING)
    OccurrenceFactory(
        start=MORNING + dt.timedelta(days=3), series__texts={"zh-hans": {"title": "周二场"}}
    )
    publish(site, "today")
    text = text_of(client)
    assert "周二场" in text
    assert "today__none" in text


def test_without_events_and_lists_the_sections_say_so_or_go(client, site):
    publish(site, "today", "lists", "network", "columns")
    text = text_of(client)
    assert 'class="empty"' in text
    assert "馆员书单" not in text
    assert "都在步行范围里" not in text


def test_news_column_narrows_to_a_category(client, site):
    NewsPageFactory(title="公告一则")
    publish(
        site, "columns", columns=[("news", {"title": "活动", "category": "reports", "limit": 4})]
    )
    assert "公告一则" not in text_of(client)


def test_the_page_is_the_same_for_everybody_and_kept_for_a_minute(client, site):
    publish(site)
    response = client.get("/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_page_has_no_inline_code(client, site):
    publish(site)
    text = text_of(client)
    assert " style=" not in text
    assert "<style" not in text
    assert all("src=" in tag.split(">")[0] for tag in text.split("<script")[1:])


@override_settings(PORTAL_BASE_URL="https://library.example")
def test_frame_names_translations_and_a_picture_to_share(client, site):
    text = " ".join(text_of(client).split())
    assert '<link rel="canonical" href="https://library.example/">' in text
    assert 'hreflang="en" href="https://library.example/en/"' in text
    assert 'hreflang="x-default" href="https://library.example/"' in text
    assert 'property="og:image" content="https://library.example' in text
