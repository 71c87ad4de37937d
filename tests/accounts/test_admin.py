import pytest
from django.contrib.auth.models import Permission

from portal.accounts.models import ConsentKind, ConsentText
from tests.factories.accounts import ConsentTextFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = {
    "kind": "privacy",
    "title": "个人信息说明",
    "body": "我们只保存昵称。",
    "title_en": "About your data",
    "body_en": "We keep a nickname.",
}
BACKEND = "portal.accounts.backends.ReaderBackend"


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(is_superuser=True), backend=BACKEND)
    return client


def test_text_is_drafted_and_then_put_in_force(desk):
    desk.post("/admin/consent_texts/new/", TEXT)
    text = ConsentText.objects.get()
    assert (text.version, text.published_at) == (1, None)
    desk.post(f"/admin/consent_texts/edit/{text.pk}/", TEXT | {"put_in_force": "on"})
    assert ConsentText.objects.current(ConsentKind.PRIVACY) == text


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_published_text_is_read_and_copied_only(desk, action):
    text = ConsentTextFactory()
    desk.post(f"/admin/consent_texts/{action}/{text.pk}/", TEXT)
    assert ConsentText.objects.get().body == text.body
    assert desk.get(f"/admin/consent_texts/inspect/{text.pk}/").status_code == 200
    assert text.body in desk.get(f"/admin/consent_texts/copy/{text.pk}/").text


def test_list_shows_versions(desk):
    ConsentTextFactory.create_batch(2)
    answer = desk.get("/admin/consent_texts/?kind=privacy")
    assert answer.status_code == 200


def test_copy_becomes_the_next_version(desk):
    text = ConsentTextFactory()
    page = desk.get(f"/admin/consent_texts/copy/{text.pk}/")
    desk.post(page.context["action_url"], TEXT)
    assert sorted(ConsentText.objects.values_list("version", flat=True)) == [1, 2]


def test_editor_without_the_right_sees_nothing(client):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user, backend=BACKEND)
    assert client.get("/admin/consent_texts/").status_code == 302


def test_readers_are_not_listed(desk):
    assert "nickname" not in desk.get("/admin/").text.lower()
