"""Writing about a book: oneself, for a child, twice, too long, with a script."""

import pytest
from bs4 import BeautifulSoup

from community.moderation import services as moderation
from community.moderation.enums import Act, Lane, State
from community.moderation.models import Ban, Contribution
from community.reviews.models import Review
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import WordFactory
from tests.factories.reviews import TEXT, book, publish_review, send_review

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


@pytest.fixture
def child(client):
    child = FamilyMemberFactory(nickname="豆豆")
    client.force_login(child.guardian.user, backend=BACKEND)
    return child


@pytest.fixture
def reader(client):
    reader = ReaderFactory()
    client.force_login(reader.user, backend=BACKEND)
    return reader


def words(response) -> str:
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return " ".join(main.get_text(" ").split())


def fields(response) -> set[str]:
    form = BeautifulSoup(response.content, "html.parser").find("form", class_="revform")
    return {node["name"] for node in form.select("[name]")} - {"csrfmiddlewaretoken"}


def test_one_signs_in_to_write(client):
    assert client.get(f"/en/reviews/write/{book().pk}/").status_code == 302


def test_an_adult_writes_with_nothing_but_a_text(client, reader):
    work = book()
    response = client.post(f"/en/reviews/write/{work.pk}/", {"text": TEXT})
    row = Contribution.objects.get()
    assert response.url == f"/en/me/contributions/{row.uid}/"
    assert (row.state, row.voice.reader, row.target) == (State.WAITING, reader, work.pk)
    assert "A librarian reads it" in words(client.get(response.url))


def test_who_has_no_family_is_not_asked_who_writes(client, reader):
    names = fields(client.get(f"/en/reviews/write/{book().pk}/"))
    assert names == {
        "pen_name", "rating", "title", "text", "age_from", "age_to", "has_spoiler",
    }  # fmt: skip


def test_a_nine_year_olds_response_from_the_parents_account_to_publication(client, child):
    work = book()
    url = f"/en/reviews/respond/{work.pk}/"
    assert {"who", "is_read_by_guardian"} < fields(client.get(url))
    client.post(url, {"who": child.pk, "pen_name": "小豆", "title": "我读祥子", "text": TEXT * 3})
    row = Contribution.objects.get()
    assert (row.state, row.member, row.kind) == (State.GUARDIAN, child, "response")
    assert not Contribution.objects.queued().exists()
    client.post(f"/en/me/contributions/{row.uid}/approve/")
    row.refresh_from_db()
    assert row.lane == Lane.NEW
    moderation.decide(row, UserFactory(), Act.ACCEPTED)
    client.logout()
    page = client.get(f"/en/reviews/{row.uid}/").content.decode()
    assert "我读祥子" in page
    assert "小豆" in page
    assert "豆豆" not in page


def test_a_parent_who_has_read_it_is_not_asked_again(client, child):
    client.post(
        f"/en/reviews/write/{book().pk}/",
        {"who": child.pk, "text": TEXT, "is_read_by_guardian": "on"},
    )
    assert Contribution.objects.get().state == State.WAITING


def test_the_child_of_others_cannot_be_chosen(client, child):
    other = FamilyMemberFactory()
    response = client.post(f"/en/reviews/write/{book().pk}/", {"who": other.pk, "text": TEXT})
    assert response.status_code == 422
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "太短"},
        {"text": "长" * 2_001},
        {"text": "长" * 350_000},  # a megabyte
        {"text": f"{TEXT}\x00"},
        {"text": TEXT, "rating": "6"},
        {"text": TEXT, "age_from": "9", "age_to": "6"},
        {"text": TEXT, "age_to": "-1"},
        {"text": TEXT, "pen_name": "★★"},
        {"text": TEXT, "title": "长" * 61},
    ],
)
def test_what_cannot_be_taken_is_said(client, reader, data):
    response = client.post(f"/en/reviews/write/{book().pk}/", data)
    assert response.status_code == 422
    assert not Contribution.objects.exists()


def test_a_response_may_be_longer_than_a_review(client, reader):
    work = book()
    text = "".join(f"第{number}页我读得很慢。" for number in range(250))
    assert client.post(f"/en/reviews/write/{work.pk}/", {"text": text}).status_code == 422
    assert client.post(f"/en/reviews/respond/{work.pk}/", {"text": text}).status_code == 302


def test_a_denied_word_is_refused_at_the_text(client, reader):
    WordFactory(text="赌博", action="deny")
    response = client.post(f"/en/reviews/write/{book().pk}/", {"text": TEXT + "去赌博"})
    assert "“赌博” is not accepted here" in words(response)


def test_the_phone_number_of_a_third_person_holds_it(client, reader):
    client.post(f"/en/reviews/write/{book().pk}/", {"text": f"{TEXT}找他13812345678"})
    assert Contribution.objects.get().lane == Lane.FLAGGED


def test_a_second_review_leads_to_the_first(client, reader):
    row = send_review(author=reader)
    response = client.post(f"/en/reviews/write/{row.target}/", {"text": TEXT + "再来"})
    assert response.url == f"/en/reviews/{row.uid}/edit/"
    assert Contribution.objects.count() == 1


def test_an_edit_returns_to_the_library_and_the_published_text_stays(client, reader):
    review = publish_review(author=reader, rating=4)
    url = f"/en/reviews/{review.contribution.uid}/edit/"
    page = client.get(url).content.decode()
    assert TEXT in page
    assert "who" not in fields(client.get(url))
    client.post(url, {"text": TEXT + "再想想，还是好书。", "rating": "5"})
    review.refresh_from_db()
    assert (review.text, review.rating) == (TEXT, 4)
    assert Contribution.objects.get().lane == Lane.EDIT
    assert Review.objects.visible().count() == 1


def test_an_edit_that_is_not_accepted_says_why_at_the_field(client, reader):
    WordFactory(text="赌博", action="deny")
    row = send_review(author=reader)
    response = client.post(f"/en/reviews/{row.uid}/edit/", {"text": TEXT + "赌博"})
    assert response.status_code == 422
    assert row.versions.count() == 1


def test_nobody_edits_what_others_wrote(client, reader):
    assert client.get(f"/en/reviews/{send_review().uid}/edit/").status_code == 404


def test_who_is_banned_reads_why_before_writing(client, reader):
    Ban.objects.create(
        reader=reader, until="2100-01-01T00:00:00+00:00", reason="广告", reason_en="adverts"
    )
    response = client.get(f"/en/reviews/write/{book().pk}/")
    assert "adverts" in words(response)
    response = client.post(f"/en/reviews/write/{book().pk}/", {"text": TEXT})
    assert not Contribution.objects.exists()


def test_voting_without_script(client, reader):
    review = publish_review()
    url = f"/en/reviews/{review.contribution.uid}/helpful/"
    assert "Did this help you?" in words(client.get(url))
    client.post(url, {"vote": "on"})
    review.refresh_from_db()
    assert review.helpful_count == 1
    assert "You found this helpful" in words(client.get(url))
    client.post(url, {"vote": "off"})
    review.refresh_from_db()
    assert review.helpful_count == 0


def test_voting_with_script(client, reader):
    review = publish_review()
    url = f"/en/reviews/{review.contribution.uid}/helpful/"
    json = {"Accept": "application/json"}
    state = client.get(f"{url}state/").json()
    assert state["is_voted"] is False
    assert state["token"]
    answer = client.post(url, {"vote": "on"}, headers=json)
    assert answer.json() == {"count": 1, "is_voted": True}
    own = publish_review(author=reader)
    answer = client.post(f"/en/reviews/{own.contribution.uid}/helpful/", headers=json)
    assert answer.status_code == 422
    assert answer.json()["error"]
