import itertools
import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from catalog.enums import HoldingStatus
from portal.core.translations import translate_page
from tests.factories.catalog import HoldingFactory, RecordFactory
from tests.factories.core import AudienceFactory, LibraryFactory, TopicFactory
from tests.factories.events import EventSeriesPageFactory
from tests.factories.home import site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db

DAILY = "RRULE:FREQ=DAILY"
HOSTILE = ["x", "0", "-1", "99999999999999999999", "'", '"', "%00", "<b>", "page[]", "a" * 5000]


@pytest.fixture(autouse=True)
def tree(root_page):
    return site_tree()


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    return BeautifulSoup(response.content, "html.parser")


def titles(found):
    return [heading.get_text(strip=True) for heading in found.select(".lcard h3, .bk h3")]


# --- The index ----------------------------------------------------------------------------------


def test_index_shows_lists_newest_first(client):
    ReadingListFactory(title="旧的")
    ReadingListFactory(title="新的", books=2)
    found = soup(client, "/lists/")
    assert titles(found) == ["新的", "旧的"]
    assert len(found.select(".lcard__fan img")) == 2


def test_index_narrows_by_audience_and_topic(client):
    kids, science = AudienceFactory(slug="kids"), TopicFactory(slug="science")
    ReadingListFactory(title="昆虫记", audiences=[kids], topics=[science])
    ReadingListFactory(title="睡前", audiences=[kids])
    ReadingListFactory(title="星空", topics=[science])
    assert titles(soup(client, "/lists/?audience=kids")) == ["睡前", "昆虫记"]
    assert titles(soup(client, "/lists/?topic=science")) == ["星空", "昆虫记"]
    assert titles(soup(client, "/lists/?topic=science&audience=kids")) == ["昆虫记"]


def test_index_without_a_hit_says_so_and_leads_back(client):
    AudienceFactory(slug="kids")
    ReadingListFactory()
    found = soup(client, "/lists/?audience=kids")
    assert found.select_one(".empty a")["href"] == "?"


def test_index_pages_keep_the_filter(client):
    kids = AudienceFactory(slug="kids")
    ReadingListFactory.create_batch(13, audiences=[kids])
    found = soup(client, "/lists/?audience=kids")
    assert len(titles(found)) == 12
    following = found.select_one("a[rel=next]")["href"]
    assert len(titles(soup(client, f"/lists/{following}"))) == 1


def test_index_takes_any_query(client):
    ReadingListFactory(title="书单")
    for name, value in itertools.product(("page", "audience", "topic"), HOSTILE):
        assert titles(soup(client, f"/lists/?{name}={value}")) == ["书单"]


@pytest.mark.parametrize("count", [1, 3])
def test_index_queries_do_not_grow(client, count, django_assert_num_queries):
    audiences = AudienceFactory.create_batch(2)
    TopicFactory()
    ReadingListFactory.create_batch(count, books=3, audiences=audiences)
    client.get("/lists/")
    with django_assert_num_queries(16):
        client.get("/lists/")


# --- A list -------------------------------------------------------------------------------------


def test_list_shows_books_in_order_with_notes_and_where_they_are(client):
    books = [RecordFactory(title="茶馆"), RecordFactory(title="边城")]
    HoldingFactory(record=books[0], library=LibraryFactory(short_name="前门馆"))
    page = ReadingListFactory(slug="winter", books=books, compiled_by="成人阅读组")
    item = page.items.first()
    item.note = "三幕戏，五十年。"
    page.items.add(item)
    page.save_revision().publish()
    found = soup(client, "/lists/winter/")
    assert titles(found) == ["茶馆", "边城"]
    first, second = found.select(".bk")
    assert first.select_one(".bk__note").get_text() == "三幕戏，五十年。"
    assert "前门馆" in first.get_text()
    assert "state--mute" in str(second.select_one(".state"))
    assert "成人阅读组" in found.select_one(".listhead").get_text()


def test_list_in_english_has_english_notes(client):
    page = ReadingListFactory(title="写给冬天的北京", slug="winter", books=1)
    item = page.items.get()
    item.note = "一碗浓茶。"
    page.items.add(item)
    page.save_revision().publish()
    english = Locale.objects.get(language_code="en")
    texts = {"写给冬天的北京": "Winter", "一碗浓茶。": "A strong cup of tea."}
    translate_page(page, english, texts)
    found = soup(client, "/en/lists/winter/")
    assert found.select_one("h1").get_text() == "Winter"
    assert found.select_one(".bk__note").get_text() == "A strong cup of tea."
    assert found.select_one(".bk__t a")["href"].startswith("/en/books/")


def test_list_narrows_to_what_is_on_the_shelf(client):
    here, there = LibraryFactory(slug="here"), LibraryFactory(slug="there")
    in_both, out, only_here = books = RecordFactory.create_batch(3)
    for library in (here, there):
        HoldingFactory(record=in_both, library=library)
    HoldingFactory(record=only_here, library=here)
    HoldingFactory(record=out, library=there, status=HoldingStatus.ON_LOAN)
    ReadingListFactory(slug="list", books=books)
    assert titles(soup(client, "/lists/list/?shelf=1")) == [in_both.title, only_here.title]
    assert titles(soup(client, "/lists/list/?branch=there")) == [in_both.title]
    assert len(titles(soup(client, "/lists/list/"))) == 3


def test_list_describes_itself_to_search_engines(client):
    ReadingListFactory(slug="list", title="</script>书单", books=2)
    found = soup(client, "/lists/list/")
    data = json.loads(found.select_one('script[type="application/ld+json"]').string)
    assert data["@type"] == "ItemList"
    assert data["name"] == "</script>书单"
    assert data["url"] == "http://127.0.0.1:8000/lists/list/"
    assert [item["position"] for item in data["itemListElement"]] == [1, 2]


def test_list_shows_the_next_date_of_events_for_its_readers_and_topics(client, tree):
    kids, adults = AudienceFactory.create_batch(2)
    stars = TopicFactory()
    ReadingListFactory(slug="list", books=1, topics=[stars], audiences=[kids])
    for title, audience, rule in (("观星", kids, DAILY), ("讲座", adults, "")):
        page = EventSeriesPageFactory(
            parent=tree.page("events"), title=title, audiences=[audience], topics=[stars], rule=rule
        )
        page.save_revision().publish()
    found = soup(client, "/lists/list/")
    assert [each.get_text(strip=True) for each in found.select(".evt__title")] == ["观星"]


def test_list_is_kept_by_caches_for_minutes_only(client):
    ReadingListFactory(slug="list")
    assert client.get("/lists/list/")["Cache-Control"] == "public, max-age=300"


def test_list_without_books_is_shown(client):
    ReadingListFactory(slug="list")
    assert soup(client, "/lists/list/").select_one(".empty")


def test_list_takes_any_query(client):
    ReadingListFactory(slug="list", books=1)
    for name, value in itertools.product(("branch", "x"), HOSTILE):
        assert len(titles(soup(client, f"/lists/list/?{name}={value}"))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_queries_do_not_grow(client, tree, count, django_assert_num_queries):
    library = LibraryFactory()
    groups = {
        "audiences": AudienceFactory.create_batch(2),
        "topics": TopicFactory.create_batch(2),
    }
    page = ReadingListFactory(slug="list", books=count, **groups)
    for _number in range(count):
        series = EventSeriesPageFactory(parent=tree.page("events"), **groups)
        series.save_revision().publish()
    for item in page.items.all():
        HoldingFactory(record=item.record, library=library)
    client.get("/lists/list/")
    with django_assert_num_queries(17):
        client.get("/lists/list/")
