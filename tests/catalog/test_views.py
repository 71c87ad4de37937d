import datetime
import json
import re

import pytest
from django.utils import timezone, translation

from catalog.models import Cover, ImportRun
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory, WorkFactory
from tests.factories.core import BranchFactory, LibraryFactory
from tests.factories.home import LibraryPageFactory, site_tree
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def book():
    return BookFactory(work=WorkFactory())


def test_record_page_shows_the_book_and_its_copies(client, book):
    site_tree()
    HoldingFactory(record=book, call_number="I246.5/3", area="3F文学借阅区", shelf="DQ01-3-07-2-5")
    answer = client.get(f"/books/{book.pk}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for shown in ("骆驼祥子", "老舍 著", "I246.5/3", "DQ01-3-07-2-5", "978-7-02-000220-7"):
        assert shown in text
    assert "老舍. 骆驼祥子[M]. 北京: 燕岭书局, 2019." in text


def test_record_page_says_how_old_its_knowledge_is(client, book):
    site_tree()
    HoldingFactory(record=book)
    finished = datetime.datetime(2026, 3, 5, 12, tzinfo=datetime.UTC)
    ImportRun.objects.create(status="finished", finished_at=finished, profile="", format="")
    ImportRun.objects.create(status="failed", finished_at=timezone.now(), profile="", format="")
    text = client.get(f"/en/books/{book.pk}/").content.decode()
    assert re.search(r"As the catalogue knew on\s+[^.]*March[^.]*2026", text)


def test_record_page_may_be_kept_for_everybody(client, book):
    site_tree()
    answer = client.get(f"/books/{book.pk}/")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_record_page_speaks_english(client, book):
    site_tree()
    answer = client.get(f"/en/books/{book.pk}/")
    assert "Where to find it" in answer.content.decode()
    assert "Literature" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_record_page_takes_the_same_queries_however_much_it_shows(
    client, book, count, django_assert_num_queries
):
    site_tree()
    BookFactory.create_batch(count, work=book.work)
    branches = [BranchFactory() for _number in range(min(count, 20))]
    for number in range(count):
        HoldingFactory(record=book, library=branches[number % len(branches)])
    for _number in range(min(count, 3)):
        ReadingListFactory(books=[book])
    client.get(f"/books/{book.pk}/")
    with django_assert_num_queries(11):
        client.get(f"/books/{book.pk}/")


def test_record_page_tells_machines_what_it_is(client, book):
    site_tree()
    text = client.get(f"/books/{book.pk}/").content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert data["@type"] == "Book"
    assert data["author"] == [{"@type": "Person", "name": "老舍"}]
    assert data["workExample"][0]["isbn"] == "9787020002207"
    assert '<meta property="og:title" content="骆驼祥子">' in text


# What schema.org knows of a Book and of what it is made of, and the kind of its value.
BOOK = {
    "url": str, "name": str, "image": str, "description": str, "keywords": list, "author": list,
    "translator": list, "isbn": str, "bookEdition": str, "inLanguage": str, "datePublished": str,
    "publisher": dict, "workExample": list, "aggregateRating": dict,
}  # fmt: skip
NAMED = {"name": str}
RATING = {"ratingValue": (int, float, str), "ratingCount": int, "reviewCount": int,
          "bestRating": int, "worstRating": int}  # fmt: skip
KINDS = {"Book": BOOK, "Person": NAMED, "Organization": NAMED, "AggregateRating": RATING}


def faults(thing):
    """What schema.org would not understand."""
    known = KINDS[thing["@type"]]
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if not isinstance(value, known.get(name, ())):
            yield f"{thing['@type']}.{name}: {value!r}"
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from faults(part)


def test_machines_are_told_the_work_with_its_editions(client, book):
    site_tree()
    other = BookFactory(work=book.work, edition="第2版", year=2024)
    text = client.get(f"/en/books/{book.pk}/").content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert (data.pop("@context"), list(faults(data))) == ("https://schema.org", [])
    assert (data["name"], "isbn" in data) == ("骆驼祥子", False)
    this, second = data["workExample"]
    assert (this["@id"], data["@id"]) == (data["url"], data["url"] + "#work")
    assert (second["bookEdition"], second["datePublished"]) == ("第2版", "2024")
    assert second["url"].endswith(f"/en/books/{other.pk}/")


def test_given_cover_is_credited(client, book):
    site_tree()
    assert "Beijing Press" not in client.get(f"/en/books/{book.pk}/").content.decode()
    Cover.objects.create(
        record=book, file="covers/a.webp", source="Beijing Press", licence="by permission"
    )
    text = client.get(f"/en/books/{book.pk}/").content.decode()
    assert "Beijing Press" in text
    assert "by permission" in text


def test_hostile_record_does_no_harm(client):
    site_tree()
    evil = "</script><script>alert(1)</script>"
    book = BookFactory(title=evil, summary=evil, subjects=[evil])
    text = client.get(f"/books/{book.pk}/").content.decode()
    assert "<script>alert" not in text


def test_withdrawn_record_keeps_its_page_but_not_its_place_in_search_engines(client):
    site_tree()
    text = client.get(f"/books/{BookFactory(is_withdrawn=True).pk}/").content.decode()
    assert "noindex" in text


@pytest.mark.parametrize("isbn", ["9787020002207", "7-02-000220-X", "978-7-02-000220-7"])
def test_isbn_leads_to_the_record(client, book, isbn):
    answer = client.get(f"/books/isbn/{isbn}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/books/{book.pk}/")
    with translation.override("en"):
        assert client.get(f"/en/books/isbn/{isbn}/")["Location"] == f"/en/books/{book.pk}/"


@pytest.mark.parametrize(
    "path",
    ["isbn/9787020002208/", "isbn/9787101003048/", "isbn/%00/", "isbn/%27%22/", "999999/",
     "99999999999999999999999/", "999999/cover.svg"],
)  # fmt: skip
def test_unknown_book_is_not_found(client, book, path):
    site_tree()
    assert client.get(f"/books/{path}").status_code == 404


def test_cover_is_an_image_to_keep_for_a_day(client, book):
    answer = client.get(f"/books/{book.pk}/cover.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "max-age=86400" in answer["Cache-Control"]
    assert "骆" in answer.content.decode()


def test_cover_that_is_known_is_not_sent_again(client, book):
    etag = client.get(f"/books/{book.pk}/cover.svg")["ETag"]
    again = client.get(f"/books/{book.pk}/cover.svg", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    book.title = "茶馆"
    book.save()
    changed = client.get(f"/books/{book.pk}/cover.svg", headers={"if-none-match": etag})
    assert changed.status_code == 200


def test_cover_takes_two_queries(client, book, django_assert_num_queries):
    """The record, and whether somebody gave us its picture."""
    with django_assert_num_queries(2):
        client.get(f"/books/{book.pk}/cover.svg")


def test_record_with_nothing_but_a_title_has_a_page(client):
    site_tree()
    assert client.get(f"/books/{RecordFactory().pk}/").status_code == 200


def test_withdrawn_record_offers_its_other_editions(client):
    site_tree()
    work = WorkFactory()
    gone, other = BookFactory(work=work, is_withdrawn=True), BookFactory(work=work, year=2020)
    HoldingFactory(record=other)
    text = client.get(f"/en/books/{gone.pk}/").content.decode()
    assert "No longer in the catalogue" in text
    assert "See the other editions" in text
    assert "1 copy of the 2020 edition is on the shelf." in text


@pytest.fixture
def takes_holds(settings):
    settings.ROOT_URLCONF = "tests.catalog.urls_with_holds"


@pytest.mark.usefixtures("takes_holds")
def test_hold_is_offered_where_the_system_takes_holds(client, book, desk, settings):
    site_tree()
    assert "/hold/" in client.get(f"/books/{book.pk}/").content.decode()
    gone = BookFactory(is_withdrawn=True)
    assert "/hold/" not in client.get(f"/books/{gone.pk}/").content.decode()
    settings.PORTAL_ILS = {}
    assert "/hold/" not in client.get(f"/books/{book.pk}/").content.decode()


def test_page_is_made_without_asking_the_library_system(client, book, desk):
    site_tree()
    HoldingFactory(record=book)
    client.get(f"/books/{book.pk}/")
    assert desk.asked == []


def test_own_library_comes_first(client, book):
    site_tree()
    HoldingFactory(record=book, library=LibraryFactory(name_en="First"))
    own = LibraryFactory(name_en="Second")
    HoldingFactory(record=book, library=own)
    text = client.get(f"/en/books/{book.pk}/", {"branch": own.slug}).content.decode()
    copies = text[text.index("data-places") :]
    assert copies.index("Second") < copies.index("First")
    assert client.get(f"/books/{book.pk}/", {"branch": "x'\""}).status_code == 200


def test_each_library_says_whether_it_is_open_and_leads_to_its_page(client, book):
    site_tree()
    library = LibraryFactory(phone="010-1234")
    page = LibraryPageFactory(library=library)
    HoldingFactory(record=book, library=library)
    text = client.get(f"/books/{book.pk}/").content.decode()
    assert page.get_url() in text
    assert 'href="tel:0101234"' in text
    assert "copies__open" in text


@pytest.mark.parametrize("number", [1, 3])
def test_similar_books_cost_no_query_each(client, number, django_assert_num_queries):
    site_tree()
    book = RecordFactory(clc="I247.5", clc_top="I", work=WorkFactory())
    for _each in range(number):
        other = RecordFactory(clc="I247.5", clc_top="I", work=WorkFactory(), edition="2版")
        HoldingFactory(record=other)
    client.get(f"/books/{book.pk}/")  # the site and the language are known afterwards
    with django_assert_num_queries(10):
        text = client.get(f"/books/{book.pk}/").content.decode()
    assert text.count("mini__why") == number
