"""Reviews, clubs and volunteering for programs: what is told, what is not, and 304."""

import datetime as dt

import pytest
from django.utils import timezone

from community.clubs.enums import Joining, State
from community.clubs.models import Club
from community.moderation import services as moderation
from community.moderation.enums import Act
from community.reviews import services as reviews
from community.volunteers.enums import OpportunityState, ShiftState
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.catalog import BookFactory
from tests.factories.clubs import ClubBookFactory, ClubFactory, LeadReaderFactory, join
from tests.factories.core import AudienceFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.reviews import book, publish_review
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, SkillFactory, sign_up

API = "/api/v1"


@pytest.fixture(autouse=True)
def _clock(clock, db):
    """Sunday 1 March 2026, eight in the morning in Shanghai."""


def get(client, path: str) -> dict:
    response = client.get(API + path)
    assert response.status_code == 200, response.content
    return response.json()


def items(client, path: str) -> list[dict]:
    return get(client, path)["items"]


def test_a_review_says_who_wrote_it_by_pen_name_only(client):
    reader = ReaderFactory(nickname="真名王小明")
    row = publish_review(author=reader, pen_name="灯下一盏", rating=5, title="好", age_from=9)
    found = get(client, f"/reviews/{row.contribution.uid}")
    assert (found["pen_name"], found["rating"], found["kind"]) == ("灯下一盏", 5, "review")
    assert found["book"]["work"] == row.work_id
    assert set(found["links"]["author"]) == {"zh-hans", "en"}
    assert found["published"].endswith("+08:00")
    assert [found] == items(client, "/reviews")
    told = client.get(f"{API}/reviews").content.decode()
    assert reader.user.username not in told


def test_of_a_child_nothing_but_the_pen_name_is_told(client):
    guardian = ReaderFactory()
    member = FamilyMemberFactory(guardian=guardian, nickname="豆豆", birth_year=2017)
    publish_review(author=guardian, member=member, form="response", pen_name="小蜗牛")
    (found,) = items(client, "/reviews?kind=response")
    assert (found["pen_name"], found["links"]["author"]) == ("小蜗牛", {})
    told = str(found)
    assert "豆豆" not in told
    assert "2017" not in told
    assert guardian.nickname not in told
    assert not {"member", "library", "voice", "author"} & set(found)


def test_only_what_is_published_is_told(client):
    row = publish_review()
    moderation.decide(row.contribution, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    assert items(client, "/reviews") == []
    assert client.get(f"{API}/reviews/{row.contribution.uid}").status_code == 404


def test_reviews_of_a_book(client):
    work, other = book(), book()
    edition = BookFactory(work=work)
    first, second = publish_review(work), publish_review(work)
    publish_review(other)
    reviews.pick(second)
    uids = [str(row.contribution.uid) for row in (second, first)]
    assert [row["uid"] for row in items(client, f"/reviews?work={work.pk}")] == uids
    assert [row["uid"] for row in items(client, f"/reviews?record={edition.pk}")] == uids
    assert [row["uid"] for row in items(client, "/reviews?picks=1")] == uids[:1]
    assert client.get(f"{API}/reviews?kind=poem").status_code == 400
    assert client.get(f"{API}/reviews?book=1").status_code == 400


def test_a_vote_makes_the_answer_another(client):
    row = publish_review()
    etag = client.get(f"{API}/reviews")["ETag"]
    assert client.get(f"{API}/reviews", headers={"if-none-match": etag}).status_code == 304
    reviews.vote(row, ReaderFactory())
    assert client.get(f"{API}/reviews", headers={"if-none-match": etag}).status_code == 200


def test_a_club_says_what_it_reads_and_not_who_is_in_it(client):
    club = ClubFactory(capacity=2, summary="一部长篇")
    club.leads.add(LeadReaderFactory(slug="shen"), LeadReaderFactory(state=State.DRAFT))
    club.save()
    read = ClubBookFactory(club=club, month=dt.date(2026, 3, 1), copies=20)
    ClubFactory(state=State.DRAFT)
    row = join(club)
    found = get(client, f"/clubs/{club.slug}")
    assert found["reading"] == {
        "record": read.record_id,
        "work": read.record.work_id,
        "title": read.record.title,
        "month": "2026-03",
        "copies": 20,
    }
    assert (found["places"], found["places_left"], found["leads"]) == (2, 1, ["shen"])
    assert items(client, "/clubs") == [found]
    assert row.reader.nickname not in str(found)
    assert [lead["slug"] for lead in items(client, "/clubs/leads")] == ["shen"]
    assert client.get(f"{API}/clubs/%00").status_code == 404


def test_clubs_are_narrowed_and_known_again(client):
    first, second = ClubFactory(joining=Joining.OPEN), ClubFactory()
    first.audiences.add(AudienceFactory(slug="adults"))
    first.save()
    assert [row["slug"] for row in items(client, "/clubs?audience=adults")] == [first.slug]
    found = items(client, f"/clubs?branch={second.library.slug}")
    assert [(row["slug"], row["places"]) for row in found] == [(second.slug, None)]
    etag = client.get(f"{API}/clubs")["ETag"]
    assert client.get(f"{API}/clubs", headers={"if-none-match": etag}).status_code == 304
    join(second)
    assert client.get(f"{API}/clubs", headers={"if-none-match": etag}).status_code == 200
    Club.objects.get(pk=first.pk).save()
    assert client.get(f"{API}/clubs", headers={"if-none-match": etag}).status_code == 200


def test_a_task_and_its_shifts(client):
    task = OpportunityFactory(slug="helpers", tasks="摆椅子\n收椅子", email="staff@library.example")
    task.skills.add(SkillFactory(slug="chairs"))
    task.save()
    OpportunityFactory(state=OpportunityState.DRAFT)
    soon = ShiftFactory(opportunity=task, capacity=1)
    later = ShiftFactory(opportunity=task, starts_at=timezone.now() + dt.timedelta(days=20))
    signup = sign_up(soon)
    (found,) = items(client, "/volunteering/opportunities?skill=chairs")
    assert found == get(client, "/volunteering/opportunities/helpers")
    assert found["tasks"] == {"zh-hans": "摆椅子\n收椅子"}
    shifts = items(client, "/volunteering/shifts?opportunity=helpers")
    assert [(row["uid"], row["places"], row["places_left"]) for row in shifts] == [
        (str(soon.uid), 1, 0),
        (str(later.uid), 3, 3),
    ]
    free = items(client, "/volunteering/shifts?places=1")
    assert [row["uid"] for row in free] == [str(later.uid)]
    assert items(client, "/volunteering/shifts?to=2026-03-02") == []
    told = client.get(f"{API}/volunteering/shifts").content.decode() + str(found)
    for secret in (signup.volunteer.name, signup.volunteer.phone, "staff@library.example"):
        assert secret not in told


def test_a_shift_that_changes_is_sent_again(client):
    shift = ShiftFactory()
    path = f"{API}/volunteering/shifts/{shift.uid}"
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    shift.state = ShiftState.CANCELLED
    shift.save()
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.json()["state"]) == (200, "cancelled")
    assert again["Cache-Control"] == "public, max-age=60"


def make_reviews(number: int) -> None:
    for _ in range(number):
        publish_review()


def make_clubs(number: int) -> None:
    for _ in range(number):
        ClubBookFactory(month=dt.date(2026, 3, 1))


def make_shifts(number: int) -> None:
    for _ in range(number):
        ShiftFactory().opportunity.skills.add(SkillFactory())


@pytest.mark.parametrize(
    ("path", "make", "queries"),
    [
        ("/reviews", make_reviews, 2),
        ("/clubs", make_clubs, 5),
        ("/volunteering/opportunities", make_shifts, 2),
        ("/volunteering/shifts", make_shifts, 2),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(client, django_assert_num_queries, path, make, queries, number):
    make(number)
    client.get(API + path)
    with django_assert_num_queries(queries):
        assert len(items(client, path)) == number
