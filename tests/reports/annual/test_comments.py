"""Readers say what they think; a librarian reads it first."""

import pytest

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.moderation.models import Contribution
from reports.annual.models import Comment
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.annual import report

WORDS = "请把每个馆的闭馆天数也列成表，谢谢。"


@pytest.fixture
def page(index):
    return report(index)


@pytest.fixture
def reader(client, page):
    reader = ReaderFactory()
    client.force_login(reader.user)
    return reader


def write(client, text=WORDS):
    return client.post("/annual-report/2025/comment/", {"text": text, "pen_name": "邻居"})


def test_a_visitor_signs_in_first(client, page):
    assert "/accounts/login/" in client.get("/annual-report/2025/comment/")["Location"]


def test_a_comment_appears_when_it_has_been_read(client, reader):
    assert write(client).status_code == 302
    assert WORDS not in client.get("/annual-report/2025/comments/").content.decode()
    row = Contribution.objects.get()
    moderation.decide(row, UserFactory(), Act.ACCEPTED)
    for path in ("", "comments/"):
        text = client.get(f"/annual-report/2025/{path}").content.decode()
        assert WORDS in text
        assert "邻居" in text
    row.refresh_from_db()
    moderation.withdraw(row)
    assert not Comment.objects.exists()


def test_too_little_is_refused_and_shown_again(client, reader):
    answer = write(client, "好。")
    assert answer.status_code == 422
    assert not Contribution.objects.exists()


def test_an_author_finds_other_words(client, reader):
    write(client)
    row = Contribution.objects.get()
    address = f"/annual-report/comments/{row.uid}/"
    assert WORDS in client.get(address).content.decode()
    client.post(address, {"text": WORDS + "还有开馆时间。", "pen_name": "邻居"})
    row.refresh_from_db()
    assert row.latest_version.content["text"].endswith("还有开馆时间。")
    client.force_login(ReaderFactory().user)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_comments(client, page, number, django_assert_num_queries):
    for place in range(number):
        reader = ReaderFactory()
        row = moderation.submit(
            "report_comment", reader, content={"text": f"{WORDS}{place}"}, target=2025
        )
        moderation.decide(row, UserFactory(), Act.ACCEPTED)
    client.get("/annual-report/2025/comments/")
    with django_assert_num_queries(COMMENT_QUERIES):
        answer = client.get("/annual-report/2025/comments/")
    assert len(answer.context["results"]) == number


COMMENT_QUERIES = 4
