"""Clubs and reviews among the results: what is published, and only where every word is found."""

import pytest

from community.clubs.enums import State
from community.moderation import services as moderation
from community.moderation.enums import Act
from search.kinds import Kind
from tests.factories.accounts import UserFactory
from tests.factories.clubs import ClubFactory, LeadReaderFactory
from tests.factories.core import TopicFactory
from tests.factories.home import site_tree
from tests.factories.moderation import ReasonFactory
from tests.factories.reviews import publish_review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    site_tree()


def numbers(client, words: str) -> dict[str, int]:
    page = client.get("/search/", {"q": words})
    assert page.status_code == 200
    return {tab.kind: tab.number for tab in page.context["tabs"]}


def test_a_review_is_found_by_its_words_while_it_is_published(client):
    row = publish_review(text="夏洛用蛛丝写字，救了一头小猪的命。")
    publish_review(text="一头骆驼走过西安门。")
    assert numbers(client, "蛛丝")[Kind.REVIEWS] == 1
    page = client.get("/search/", {"q": "蛛丝", "kind": "reviews"})
    assert page.context["results"].object_list == [row]
    assert numbers(client, "蛛丝 飞船")[Kind.REVIEWS] == 0
    moderation.decide(row.contribution, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    assert numbers(client, "写字")[Kind.REVIEWS] == 0


def test_a_club_is_found_by_its_name_and_who_leads_it(client):
    club = ClubFactory(name="长读书会", introduction="一部长篇读一个季节。")
    club.leads.add(LeadReaderFactory(name="沈知微"))
    club.save()
    ClubFactory(name="长读书会乙", state=State.DRAFT)
    for words in ("长读书会", "季节", "沈知微"):
        page = client.get("/search/", {"q": words, "kind": "clubs"})
        assert page.context["results"].object_list == [club]


def test_a_lead_reader_is_found_by_name_line_and_field(client):
    lead = LeadReaderFactory(name="沈知微", name_en="Shen Zhiwei", line="退休教师")
    lead.topics.add(TopicFactory(name="长篇小说"))
    lead.save()
    LeadReaderFactory(name="沈知微乙", state=State.DRAFT)
    for words in ("沈知微", "shen zhiwei", "退休", "长篇小说"):
        page = client.get("/search/", {"q": words, "kind": "leads"})
        assert page.context["results"].object_list == [lead]
        assert lead.get_absolute_url() in page.content.decode()
    lead.state = State.DRAFT
    lead.save()
    assert numbers(client, "沈知微")[Kind.LEADS] == 0
