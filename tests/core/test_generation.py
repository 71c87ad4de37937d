import pytest
from django.db import transaction
from wagtail.models import Page, Site

from portal.core import generation
from portal.core.models import Topic


@pytest.fixture
def home(root_page):
    page = root_page.add_child(instance=Page(title="首页", slug="home"))
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


@pytest.fixture
def rises(django_capture_on_commit_callbacks):
    """Whether an act, with its commit, raises the generation."""

    def tell(act):
        before = generation.current()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return generation.current() > before

    return tell


def test_bump_waits_for_the_commit(transactional_db):
    before = generation.current()
    with transaction.atomic():
        generation.bump()
        assert generation.current() == before
    assert generation.current() > before


def test_every_bump_rises(transactional_db):
    seen = []
    for _ in range(50):
        generation.bump()
        seen.append(generation.current())
    assert sorted(set(seen)) == seen


def test_draft_does_not_raise_and_publishing_does(home, rises):
    assert not rises(lambda: home.save_revision())
    assert rises(lambda: home.get_latest_revision().publish())


def test_unpublishing_moving_and_deleting_raise(home, rises):
    child = home.add_child(instance=Page(title="一", slug="one"))
    other = home.add_child(instance=Page(title="二", slug="two"))
    assert rises(lambda: child.move(other, pos="last-child"))
    child.refresh_from_db()
    assert rises(child.unpublish)
    other.refresh_from_db()
    assert rises(other.delete)


def test_vocabulary_raises(db, rises):
    assert rises(lambda: Topic.objects.create(slug="guoxue", name="国学"))


def test_unreadable_stamp_keeps_nothing(monkeypatch):
    monkeypatch.setattr(generation, "_stamp", lambda: "/nonexistent/stamp")
    assert generation.current() == -1
