"""The search page."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from search import views
from search.kinds import Kind
from tests.factories.catalog import BookFactory, HoldingFactory
from tests.factories.core import LibraryFactory
from tests.factories.events import published_series
from tests.factories.home import NewsPageFactory, StandardPageFactory, site_tree
from tests.factories.reading_lists import ReadingListFactory
from tests.factories.search import fill, index_books

pytestmark = pytest.mark.django_db
URL = "/search/"


@pytest.fixture
def ask(client):
    def get(text, **parameters):
        response = client.get(URL, {"q": text, **parameters})
        assert response.status_code == 200
        return response

    return get


def numbers(response):
    return {tab.kind: tab.number for tab in response.context["tabs"]}


def titles(response):
    return [row.title for row in response.context["results"]]


def test_address_is_the_promised_one():
    assert reverse("search:results") == URL
    assert reverse("search:suggest") == "/search/suggest"


def test_each_kind_has_a_tab_with_its_number(ask):
    fill(2)
    response = ask("国学")
    assert numbers(response) == {
        Kind.ALL: 8,
        Kind.BOOKS: 2,
        Kind.EVENTS: 2,
        Kind.LISTS: 2,
        Kind.CLUBS: 0,
        Kind.LEADS: 0,
        Kind.REVIEWS: 0,
        Kind.WORKS: 0,
        Kind.CALLS: 0,
        Kind.FIGURES: 0,
        Kind.PLAN: 0,
        Kind.PAGES: 2,
    }
    assert [section.kind for section in response.context["sections"]] == [
        Kind.BOOKS,
        Kind.EVENTS,
        Kind.LISTS,
        Kind.PAGES,
    ]


def test_script_and_spelling_do_not_matter(ask):
    fill(1)
    for spelling in ["国学", "guoxue", "guo xue", "國學", "gx", "ＧＵＯＸＵＥ"]:
        response = ask(spelling)
        assert numbers(response)[Kind.ALL] == 4
        assert "<mark>国学</mark>" in response.text


def test_kind_shows_its_results_page_by_page(ask, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 2)
    fill(3)
    for kind in ["books", "events", "lists", "pages"]:
        first, second, last = (ask("国学", kind=kind, page=page) for page in ("1", "2", "99"))
        assert (len(titles(first)), len(titles(second))) == (2, 1)
        assert len({*titles(first), *titles(second)}) == 3
        assert titles(last) == titles(second)
        assert "page=2" in first.text


@pytest.mark.parametrize("isbn", ["9787100001234", "978-7-100-00123-4", "ISBN 7100001234"])
def test_isbn_finds_its_record(ask, isbn):
    site_tree()
    book = BookFactory(title="国学概论", isbn13=["9787100001234"])
    index_books(book, BookFactory(title="别的书", isbn13=["9787100009999"]))
    assert titles(ask(isbn, kind="books")) == ["国学概论"]


def test_withdrawn_record_is_not_found(ask):
    site_tree()
    index_books(BookFactory(title="国学概论", is_withdrawn=True))
    assert numbers(ask("国学"))[Kind.BOOKS] == 0


def test_draft_and_private_pages_are_not_found(ask):
    tree = site_tree()
    NewsPageFactory(title="国学草稿", live=False)
    private = StandardPageFactory(title="国学内部通知")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    StandardPageFactory(title="国学内部附件", parent=private)
    StandardPageFactory(title="国学阅览室")
    response = ask("国学")
    assert numbers(response)[Kind.PAGES] == 1
    assert titles(ask("国学", kind="pages")) == ["国学阅览室"]
    assert "内部" not in response.text
    PageViewRestriction.objects.create(page=tree.zh, restriction_type="login")
    assert numbers(ask("国学"))[Kind.PAGES] == 0


def test_unpublished_page_is_gone_at_once(ask):
    site_tree()
    page = NewsPageFactory(title="国学消息")
    assert numbers(ask("国学"))[Kind.PAGES] == 1
    page.unpublish()
    assert numbers(ask("国学"))[Kind.PAGES] == 0


def test_each_language_finds_its_own_pages(client):
    site_tree()
    page = NewsPageFactory(title="国学消息")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "Chinese classics"
    english.live = True
    english.save()
    assert numbers(client.get("/en/search/", {"q": "classic"}))[Kind.PAGES] == 1
    assert numbers(client.get("/search/", {"q": "classic"}))[Kind.PAGES] == 0
    assert numbers(client.get("/search/", {"q": "国学"}))[Kind.PAGES] == 1


def test_events_that_are_over_come_last(ask):
    tree = site_tree()
    today = timezone.localdate()
    for title, days in [("国学", -30), ("国学系列讲座", 3)]:
        published_series(
            tree.page("events"), title=title, start_date=today + dt.timedelta(days=days)
        )
    response = ask("国学", kind="events")
    assert titles(response) == ["国学系列讲座", "国学"]
    coming, over = response.context["results"]
    assert coming.next.local_date == today + dt.timedelta(days=3)
    assert over.next is None
    assert [row.title for row in ask("国学").context["sections"][0].rows] == titles(response)


def test_list_is_found_by_a_book_on_it(ask):
    site_tree()
    ReadingListFactory(title="冬天的书", books=[BookFactory(title="骆驼祥子", isbn13=[])])
    response = ask("骆驼祥子", kind="lists")
    assert titles(response) == ["冬天的书"]


def test_text_of_a_page_is_quoted_around_the_match(ask):
    site_tree()
    body = [{"type": "text", "value": f"<p>{'一' * 300}读国学的地方</p>"}]
    StandardPageFactory(title="阅览室", summary="安静。", body=body)
    response = ask("国学", kind="pages")
    assert "读<mark>国学</mark>的地方" in response.text
    assert "一" * 200 not in response.text


def test_scraps_give_way_to_what_holds_every_word(ask):
    site_tree()
    NewsPageFactory(title="国学消息")
    index_books(BookFactory(title="国学概论", authors_text="钱穆 著", isbn13=[]))
    response = ask("国学 钱穆")
    assert (numbers(response)[Kind.BOOKS], numbers(response)[Kind.PAGES]) == (1, 0)
    assert not response.context["answer"].is_relaxed


def test_some_words_are_offered_where_none_holds_all(ask):
    fill(1)
    response = ask("国学 火箭发动机")
    assert numbers(response)[Kind.ALL] == 4
    assert response.context["answer"].is_relaxed


@pytest.mark.parametrize(
    ("typed", "meant"), [("国雪", "国学"), ("国雪讲做", "国学讲座"), ("国雪 讲做", "国学 讲座")]
)
def test_characters_of_the_same_sound_are_suggested(ask, typed, meant):
    tree = site_tree()
    published_series(tree.page("events"), title="国学讲座")
    response = ask(typed)
    assert response.context["meant"] == meant
    assert "?q=%E5%9B%BD%E5%AD%A6" in response.text


def test_nothing_found_suggests_nothing_wrong(ask):
    fill(1)
    for typed in ["鹦鹉", "qwerty", "3.14", "，。"]:
        response = ask(typed)
        assert (response.context["meant"], response.context["number"]) == ("", 0)


def test_facets_narrow_the_books(ask):
    site_tree()
    library = LibraryFactory(code="DC1", short_name="第一图书馆")
    first, second = (
        BookFactory(title="国学概论", isbn13=[], clc_top="B", library_codes=["DC1"]),
        BookFactory(title="国学讲义", isbn13=[], clc_top="Z", audience="adults"),
    )
    HoldingFactory(record=first, library=library)
    index_books(first, second)
    groups = ask("国学", kind="books").context["facets"]
    assert [len(group.options) for group in groups] == [2, 1, 1, 1]
    assert groups[3].options[0].label == "第一图书馆"
    response = ask("国学", kind="books", **{"class": "B"})
    assert titles(response) == ["国学概论"]
    assert response.context["chosen"][0].url == "?q=%E5%9B%BD%E5%AD%A6&kind=books"
    classes = response.context["facets"][0].options
    assert [(option.count, option.is_chosen) for option in classes] == [(1, True), (1, False)]
    assert titles(ask("国学", kind="books", library="DC1")) == ["国学概论"]
    steps = response.context["facets"][1].options
    assert [option.label[:2] for option in steps] == ["I2"]
    narrowed = ask("国学", kind="books", **{"class": "B", "subclass": "I2"})
    assert titles(narrowed) == ["国学概论"]
    assert narrowed.context["facets"][0].options[1].url.endswith("class=Z")
    assert titles(ask("国学", kind="books", audience="adults")) == ["国学讲义"]
    nothing = ask("国学", kind="books", language="' OR 1=1")
    assert nothing.context["number"] == 0


def test_drawer_of_a_class_opens_without_words(client):
    site_tree()
    old, new = (
        BookFactory(title=title, isbn13=[], clc_top="I") for title in ("骆驼祥子", "四世同堂")
    )
    index_books(old, new, BookFactory(title="国学概论", isbn13=[], clc_top="B"))
    response = client.get(URL, {"kind": "books", "class": "I"})
    assert titles(response) == ["四世同堂", "骆驼祥子"]


HOSTILE = [
    '"',
    "'",
    '国学"',
    "\x00",
    "国\x00学",
    "\ud800".encode("utf-8", "surrogatepass"),
    "a" * 10_000,
    "国" * 10_000,
    "国学 " * 5_000,
    "<script>alert(1)</script>",
    "%s %d {} {{ x }}",
    "NEAR(a b) AND",
    "-",
    "\U0001f600",
]


def test_hostile_words_are_answered(client):
    fill(1)
    for text in HOSTILE:
        assert client.get("/search/suggest", {"q": text}).status_code == 200
        for kind in ("all", "books", "pages", "nonsense"):
            response = client.get(URL, {"q": text, "kind": kind, "class": text})
            assert response.status_code == 200
            assert "<script>alert" not in response.text


def test_strange_page_numbers_show_a_page(ask):
    fill(1)
    for page in ["x", "", "-1", "0", "1e9", "99999999999", "²", "\x00", '"']:
        assert len(titles(ask("国学", kind="books", page=page))) == 1


def test_words_stay_in_the_box(ask):
    site_tree()
    assert 'value="国学 &quot;讲座&quot;"' in ask('国学 "讲座"').text
    assert ask("词 " * 50).context["question"].is_cut


def test_empty_box_offers_beginnings(client):
    site_tree()
    for text in ("", "   ", None):
        response = client.get(URL, {"q": text} if text is not None else {})
        assert response.status_code == 200
        assert len(response.context["drawers"]) == 22
        assert "tabs" not in response.context


def test_page_is_not_for_search_engines_and_the_same_for_everyone(ask):
    fill(1)
    response = ask("国学")
    assert '<meta name="robots" content="noindex">' in response.text
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(client, count):
    fill(count)
    client.get(URL, {"q": "国学"})
    asked = {}
    for kind in Kind.values:
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"q": "国学", "kind": kind})
        asked[kind] = len(queries)
    # One more for each further type of page among the results.
    assert asked == {
        "all": 15,
        "books": 9,
        "events": 10,
        "lists": 9,
        "pages": 7,
        "clubs": 6,
        "leads": 6,
        "reviews": 6,
        "works": 6,
        "calls": 6,
        "figures": 6,
        "plan": 6,
    }


def test_empty_page_asks_little(client, django_assert_num_queries):
    site_tree()
    client.get(URL)
    with django_assert_num_queries(2):
        client.get(URL)
