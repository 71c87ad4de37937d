"""Choosing a reader: found by a part of a name, never leafed through, and only by few."""

import pytest
from django.contrib.auth.models import Group

from portal.core.roles import BRANCH_STAFF, MODERATORS, ensure_roles
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.clubs import LeadReaderFactory
from tests.factories.core import LibraryStaffFactory
from tests.factories.moderation import VoiceFactory

CHOOSE = "/admin/reader_chooser/"


def sign_in(client, role: str):
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


@pytest.fixture
def moderator(client, root_page):
    return sign_in(client, MODERATORS)


def found(client, words: str) -> list:
    answer = client.get(f"{CHOOSE}results/", {"q": words})
    assert answer.status_code == 200
    return list(answer.context["results"])


def test_nobody_is_listed_before_somebody_is_looked_for(client, moderator):
    ReaderFactory(nickname="胡同口的猫")
    assert client.get(CHOOSE).status_code == 200
    assert found(client, "") == found(client, "猫") == []


def test_by_nickname_pen_name_or_whole_address(client, moderator):
    first = ReaderFactory(nickname="胡同口的猫", user__email="cat@example.org")
    second = VoiceFactory(pen_name="灯下一盏").reader
    assert found(client, "口的猫") == [first]
    assert found(client, "灯下") == [second]
    assert found(client, "CAT@example.org") == [first]
    assert found(client, "example.org") == []
    page = client.get(f"{CHOOSE}results/", {"q": "口的猫"}).content.decode()
    assert "c…@example.org" in page
    assert "cat@example.org" not in page


@pytest.mark.parametrize("words", ["\x00\x00", "'\"--", "%%", "x" * 500])
def test_hostile_words(client, moderator, words):
    assert found(client, words) == []


@pytest.mark.parametrize("number", [1, 3])
def test_queries(client, moderator, number, django_assert_num_queries):
    for _ in range(number):
        VoiceFactory(pen_name="灯下一盏")
    found(client, "灯下")
    with django_assert_num_queries(7):
        assert len(found(client, "灯下")) == number


def test_the_form_of_a_ban_holds_no_list_of_readers(client, moderator):
    ReaderFactory(nickname="胡同口的猫")
    page = client.get("/admin/ban/new/").content.decode()
    assert "胡同口的猫" not in page
    assert CHOOSE in page


def test_staff_of_a_branch_look_nobody_up(client, root_page):
    reader = ReaderFactory()
    lead = LeadReaderFactory(reader=reader, shows_reviews=True)
    user = sign_in(client, BRANCH_STAFF)
    LibraryStaffFactory(user=user, library=lead.library)
    for path in ("", "results/", f"chosen/{reader.pk}/", "chosen-multiple/"):
        assert client.get(f"{CHOOSE}{path}").status_code == 302
    page = client.get(f"/admin/leadreader/edit/{lead.pk}/")
    assert page.status_code == 200
    assert reader.nickname not in page.content.decode()
    values = {"library": lead.library_id, "state": "published", "name": "新名", "slug": lead.slug}
    assert client.post(f"/admin/leadreader/edit/{lead.pk}/", values).status_code == 302
    lead.refresh_from_db()
    assert (lead.name, lead.reader, lead.shows_reviews) == ("新名", reader, True)
