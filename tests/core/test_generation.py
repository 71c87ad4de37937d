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


def test_what_is_kept_is_made_once_in_a_generation(transactional_db):
    made = []

    def make():
        made.append(1)
        return len(made)

    assert [generation.kept("a", make), generation.kept("a", make)] == [1, 1]
    assert generation.kept("b", make) == 2
    generation.bump()
    assert generation.kept("a", make) == 3


def test_what_changes_while_it_is_made_is_not_kept(transactional_db):
    def make():
        generation.bump()
        return "old"

    assert generation.kept("a", make) == "old"
    assert generation.kept("a", lambda: "new") == "new"


def test_nothing_is_kept_while_the_generation_is_unknown(db, monkeypatch):
    monkeypatch.setattr(generation, "current", lambda: -1)
    assert generation.kept("a", lambda: "old") == "old"
    assert generation.kept("a", lambda: "new") == "new"


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
