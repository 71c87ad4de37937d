import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.models import TopicPage
from tests.factories.core import AudienceFactory, TopicFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.home import NewsPageFactory, TopicPageFactory
from tests.factories.reading_lists import ReadingListFactory

pytestmark = pytest.mark.django_db


def event(title, *, topics=(), audiences=(), **kwargs):
    date = OccurrenceFactory(series__texts={"zh-hans": {"title": title}}, **kwargs)
    date.series.topics.set(topics)
    date.series.audiences.set(audiences)
    return date


def test_page_gathers_what_shares_its_topic(client, site):
    snow, city = TopicFactory(), TopicFactory()
    event("雪的故事会", topics=[snow])
    ReadingListFactory(title="雪的书单", books=1, topics=[snow])
    NewsPageFactory(title="雪的新闻", topics=[snow])
    event("城的故事会", topics=[city])
    ReadingListFactory(title="城的书单", books=1, topics=[city])
    NewsPageFactory(title="城的新闻", topics=[city])
    text = client.get(TopicPageFactory(topics=[snow]).url).content.decode()
    for kind in ("故事会", "书单", "新闻"):
        assert f"雪的{kind}" in text
        assert f"城的{kind}" not in text


def test_with_topic_and_group_both_must_fit(client, site):
    snow, teens, seniors = TopicFactory(), AudienceFactory(), AudienceFactory()
    NewsPageFactory(title="少年雪", topics=[snow], audiences=[teens])
    NewsPageFactory(title="长者雪", topics=[snow], audiences=[seniors])
    event("少年场", topics=[snow], audiences=[teens])
    event("长者场", topics=[snow], audiences=[seniors])
    page = TopicPageFactory(topics=[snow], audiences=[teens])
    text = client.get(page.url).content.decode()
    assert "少年雪" in text
    assert "少年场" in text
    assert "长者" not in text


def test_a_series_appears_once_with_its_next_date(client, site):
    snow = TopicFactory()
    first = event("每周故事会", topics=[snow])
    OccurrenceFactory(series=first.series, start=first.start + dt.timedelta(days=7))
    text = client.get(TopicPageFactory(topics=[snow]).url).content.decode()
    assert text.count("每周故事会") == 1


@pytest.mark.parametrize("named", [True, False])
def test_page_with_nothing_to_gather_says_so(client, site, named):
    page = TopicPageFactory(topics=[TopicFactory()] if named else [])
    NewsPageFactory(title="别的新闻")
    text = client.get(page.url).content.decode()
    assert 'class="empty"' in text
    assert "别的新闻" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client, site, count, django_assert_num_queries):
    snow = TopicFactory()
    page = TopicPageFactory(topics=[snow])
    for _ in range(count):
        event("故事会", topics=[snow])
        ReadingListFactory(books=2, topics=[snow])
        NewsPageFactory(topics=[snow])
    client.get(page.url)
    with django_assert_num_queries(23):
        client.get(page.url)


def test_campaign_cannot_end_before_it_starts(site):
    page = TopicPageFactory(starts=dt.date(2026, 12, 1), ends=dt.date(2027, 3, 10))
    page.ends = dt.date(2026, 11, 1)
    with pytest.raises(ValidationError):
        page.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        TopicPage.objects.filter(pk=page.pk).update(ends=dt.date(2026, 11, 1))
