"""Reviews on the pages: read by everybody, found by their filters, with an exact price."""

import json

import pytest
from bs4 import BeautifulSoup

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.reviews import services
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.reviews import book, publish_review, send_review

pytestmark = pytest.mark.django_db


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def main(response) -> str:
    return " ".join(soup(response).find("main").get_text(" ").split())


def headings(response) -> list[str]:
    return [node.get_text(" ", strip=True) for node in soup(response).select(".rev__h")]


def json_ld(response) -> dict:
    return json.loads(soup(response).find("script", type="application/ld+json").string)


def pages_with_reviews(row) -> list[str]:
    return [
        "/en/reviews/",
        f"/en/reviews/book/{row.work_id}/",
        f"/en/reviews/by/{row.voice.code}/",
        row.work.record.get_absolute_url(),
    ]


def test_an_empty_list_says_what_to_do(client):
    assert "There are no such reviews yet" in main(client.get("/en/reviews/"))


def test_pages_can_be_kept_by_everybody_and_set_no_cookie(client):
    row = publish_review()
    for url in [*pages_with_reviews(row), f"/en/reviews/{row.contribution.uid}/"]:
        response = client.get(url)
        assert "public" in response["Cache-Control"]
        assert not response.cookies


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"), [("listing", 2), ("of_book", 4), ("by_voice", 3), ("record", 11)]
)
def test_pages_cost_the_same_for_one_and_three(
    client, items, page, queries, django_assert_num_queries
):
    author = ReaderFactory()
    works = [book() for _number in range(items if page == "by_voice" else 1)]
    if page == "by_voice":
        rows = [publish_review(work, author) for work in works]
    else:
        rows = [publish_review(works[0]) for _number in range(items)]
    url = {
        "listing": "/en/reviews/",
        "of_book": f"/en/reviews/book/{works[0].pk}/",
        "by_voice": f"/en/reviews/by/{rows[0].voice.code}/",
        "record": works[0].record.get_absolute_url(),
    }[page]
    assert len(headings(client.get(url))) == items
    with django_assert_num_queries(queries):
        client.get(url)


def test_orders_and_filters(client):
    novel, science = book(), book(clc_top="Q", audience="7-12", title="昆虫记")
    first = publish_review(novel, title="甲")
    publish_review(science, title="乙")
    publish_review(science, title="丙", form="response")
    services.vote(first, ReaderFactory())
    services.pick(first)
    url = "/en/reviews/"
    assert headings(client.get(url)) == ["丙", "乙", "甲"]
    assert headings(client.get(url, {"view": "helpful"}))[0] == "甲"
    assert headings(client.get(url, {"view": "picks"})) == ["甲"]
    assert headings(client.get(url, {"kind": "response"})) == ["丙"]
    assert headings(client.get(url, {"audience": "7-12"})) == ["丙", "乙"]
    assert headings(client.get(url, {"category": "I"})) == ["甲"]
    hostile = {"view": "x'", "kind": "\x00", "audience": "<b>", "category": "%", "page": "x"}
    assert len(headings(client.get(url, hostile))) == 3


def test_a_spoiler_is_folded_up_and_not_in_the_description(client):
    row = publish_review(has_spoiler=True)
    page = soup(client.get(f"/en/reviews/{row.contribution.uid}/"))
    assert row.text in page.find("details").get_text()
    assert row.text[:20] not in page.find("meta", {"name": "description"})["content"]
    assert row.text not in client.get("/feeds/reviews.xml").content.decode()


def test_a_review_has_a_page_of_its_own(client):
    row = publish_review(rating=4, title="一座城", age_from=12)
    response = client.get(f"/en/reviews/{row.contribution.uid}/")
    data = json_ld(response)
    assert data["@type"] == "Review"
    assert data["reviewRating"]["ratingValue"] == 4
    assert data["author"]["name"] == row.voice.pen_name
    assert data["itemReviewed"]["isbn"] == "9787020002207"
    assert "from 12 years" in main(response)


def test_an_average_is_told_from_three_ratings_on(client):
    work = book()
    publish_review(work, rating=5)
    publish_review(work, rating=4)
    url = f"/en{work.record.get_absolute_url().removeprefix('/en')}"
    response = client.get(url)
    assert "aggregateRating" not in json_ld(response)
    assert "too few for an average" in main(response)
    publish_review(work, rating=4)
    response = client.get(url)
    assert json_ld(response)["aggregateRating"]["ratingValue"] == 4.3
    assert json_ld(response)["aggregateRating"]["ratingCount"] == 3
    assert "average of 3 ratings" in main(response)


def test_a_record_page_without_reviews_invites(client):
    work = book()
    text = main(client.get(f"/en/books/{work.record.pk}/"))
    assert "Nobody has written about this book yet." in text


def test_what_is_not_published_is_nowhere(client):
    row = publish_review(title="看不见")
    moderation.decide(row.contribution, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    waiting = send_review(row.work, title="看不见")
    for url in [*pages_with_reviews(row), "/feeds/reviews.xml"]:
        assert "看不见" not in client.get(url).content.decode()
    for uid in (row.contribution.uid, waiting.uid):
        assert client.get(f"/en/reviews/{uid}/").status_code == 404
    assert client.get(f"/en/reviews/by/{row.voice.code}/").status_code == 404


def test_a_childs_page_shows_the_pen_name_alone_and_asks_not_to_be_indexed(client):
    child = FamilyMemberFactory(nickname="王小明", guardian__nickname="王妈妈")
    row = publish_review(None, child.guardian, member=child, pen_name="小书虫")
    for url in [*pages_with_reviews(row), f"/en/reviews/{row.contribution.uid}/"]:
        page = client.get(url).content.decode()
        assert "小书虫" in page
        assert "王小明" not in page
        assert "王妈妈" not in page
    assert b'content="noindex"' in client.get(f"/en/reviews/by/{row.voice.code}/").content


def test_the_feed_is_atom_and_answers_304(client):
    row = publish_review(title="<b>书</b>")
    response = client.get("/en/feeds/reviews.xml")
    assert "&lt;b&gt;书&lt;/b&gt;" in response.content.decode()
    assert str(row.contribution.uid) in response.content.decode()
    again = client.get("/en/feeds/reviews.xml", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_unknown_books_and_authors_are_not_found(client):
    for url in ("/en/reviews/book/99/", "/en/reviews/by/nobody/", "/en/reviews/write/99/"):
        assert client.get(url).status_code in (404, 302)
