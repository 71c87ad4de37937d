import pytest
from wagtail.models import Locale

from portal.core.translations import missing_texts, sync_translations, translate_page
from reading_lists.models import ReadingListItem, ReadingListPage
from tests.factories.catalog import RecordFactory
from tests.factories.core import TopicFactory
from tests.factories.home import NewsPageFactory, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(root_page):
    return site_tree()


@pytest.fixture
def english(db):
    return Locale.objects.get(language_code="en")


def story(**kwargs):
    body = [("text", "<p>春节<b>闭馆</b>三天。</p><p>2026-02-17</p>")]
    return NewsPageFactory(
        title="春节通知", slug="spring", summary="放假 & 闭馆", body=body, **kwargs
    )


TEXTS = {
    "春节通知": "Spring Festival hours",
    "放假 & 闭馆": "Holidays & closures",
    "春节<b>闭馆</b>三天。": "<b>Closed</b> for three days.",
}


def test_translation_is_published_with_its_texts(site, english):
    done = translate_page(story(), english, TEXTS)
    assert done.missing == []
    assert done.page.live
    assert done.page.title == "Spring Festival hours"
    assert done.page.slug == "spring"
    assert done.page.summary == "Holidays & closures"
    assert "<b>Closed</b> for three days." in str(done.page.body)
    assert "2026-02-17" in str(done.page.body)
    assert done.page.url == "/en/news/spring/"


def test_a_page_in_memory_may_be_older_than_the_stored_one(site, english):
    """After `save_revision().publish()` the rows of the page in hand have no keys yet."""
    page = ReadingListPage(title="冬天", slug="winter")
    site.page("lists").add_child(instance=page)
    page.items = [ReadingListItem(record=RecordFactory(), locale=page.locale)]
    page.save_revision().publish()
    done = translate_page(page, english, {"冬天": "Winter"})
    assert done.page.items.count() == 1


def test_missing_texts_are_reported_and_shown_in_the_source_language(site, english):
    page = story()
    done = translate_page(page, english, {"春节通知": "Spring Festival hours"})
    assert done.missing == ["放假 &amp; 闭馆", "春节<b>闭馆</b>三天。"]
    assert done.page.summary == "放假 & 闭馆"
    assert missing_texts(page, english) == done.missing


def test_translating_again_updates(site, english):
    page = story()
    first = translate_page(page, english, TEXTS).page
    page.title = "春节开放时间"
    page.save_revision().publish()
    second = translate_page(page, english, {"春节开放时间": "Opening hours"}).page
    assert second.pk == first.pk
    assert second.title == "Opening hours"
    assert second.summary == "Holidays & closures"


def test_a_draft_translation_stays_a_draft(site, english):
    assert not translate_page(story(), english, TEXTS, publish=False).page.live


def test_sync_carries_over_what_needs_no_translator(site, english):
    page = story()
    translate_page(page, english, TEXTS)
    page.topics.set([TopicFactory(slug="festival")])
    page.body = [("text", "<p>春节<b>闭馆</b>三天。</p>")]
    page.save_revision().publish()
    [synced] = sync_translations(page)
    assert [topic.slug for topic in synced.topics.all()] == ["festival"]
    assert "2026-02-17" not in str(synced.body)


def test_sync_carries_over_that_topics_were_cleared(site, english):
    page = story(topics=[TopicFactory()])
    translate_page(page, english, TEXTS)
    page.topics.clear()
    page.save_revision().publish()
    [synced] = sync_translations(page)
    assert not synced.topics.exists()
    assert not synced.get_latest_revision_as_object().topics.exists()


def test_sync_waits_for_the_translator(site, english):
    page = story()
    done = translate_page(page, english, TEXTS)
    page.title = "春节开放时间"
    page.save_revision().publish()
    assert sync_translations(page) == []
    done.page.refresh_from_db()
    assert done.page.title == "Spring Festival hours"
    assert missing_texts(page, english) == ["春节开放时间"]


def test_sync_does_not_publish_a_draft_translation(site, english):
    page = story()
    translate_page(page, english, TEXTS, publish=False)
    page.save_revision().publish()
    [synced] = sync_translations(page)
    assert not synced.live


def test_sync_of_a_page_without_translations_does_nothing(site):
    assert sync_translations(story()) == []


def test_publishing_the_source_syncs_after_the_commit(
    site, english, django_capture_on_commit_callbacks
):
    page = story()
    done = translate_page(page, english, TEXTS)
    page.topics.set([TopicFactory(slug="festival")])
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    done.page.refresh_from_db()
    assert [topic.slug for topic in done.page.topics.all()] == ["festival"]


def test_publishing_a_page_without_translations_queues_nothing(
    site, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        story()
    names = [getattr(callback, "__qualname__", "") for callback in callbacks]
    assert not [name for name in names if "sync" in name]
