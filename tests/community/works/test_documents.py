"""A PDF wherever it is shown: by its first page, or as a plain card where none could be drawn."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from community.works.models import Call
from portal.core import roles
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.works import CallFactory, keep_document, keep_picture, publish_work, send_work

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


def page_of(client, entry):
    return client.get(f"/en/works/{entry.contribution.uid}/").content.decode()


def test_the_page_shows_the_first_page_how_many_there_are_and_the_way_to_save(client, root_page):
    reader = ReaderFactory()
    piece = keep_document(reader)
    entry = publish_work(reader, pieces=[(piece, "三页短诗")])
    text = page_of(client, entry)
    assert f'src="/en/works/files/{piece.uid}/small/"' in text
    assert 'width="960"' in text
    assert 'alt="三页短诗"' in text
    assert "2 pages" in text
    assert f'href="/en/works/files/{piece.uid}/"' in text
    picture = client.get(f"/en/works/files/{piece.uid}/small/")
    assert picture["Content-Type"] == "image/jpeg"
    for address in ("/en/works/", "/en/works/slideshow/"):
        assert f"/works/files/{piece.uid}/small/" in client.get(address).content.decode()
    (file,) = client.get("/api/v1/works").json()["items"][0]["files"]
    assert (file["pages"], file["preview"].endswith("/small/")) == (2, True)


def test_without_a_first_page_there_is_a_plain_card(client, root_page):
    reader = ReaderFactory()
    piece = keep_document(reader, small=b"", size=None)
    entry = publish_work(reader, pieces=[(piece, "")])
    text = page_of(client, entry)
    assert "/small/" not in text + client.get("/en/works/").content.decode()
    assert "2 pages" in text
    assert f'href="/en/works/files/{piece.uid}/"' in text
    assert client.get(f"/en/works/files/{piece.uid}/small/").status_code == 404


def test_a_picture_stands_for_a_work_before_a_document(root_page):
    reader = ReaderFactory()
    pieces = [(keep_document(reader), ""), (keep_picture(reader), "")]
    entry = publish_work(reader, pieces=pieces)
    assert entry.front.form == "picture"


def test_author_moderators_and_jury_see_the_first_page(client, root_page):
    reader, call = ReaderFactory(), CallFactory()
    piece = keep_document(reader)
    waiting = send_work(reader, pieces=[(piece, "诗")])
    shown = f"/works/files/{piece.uid}/small/"
    client.force_login(reader.user, backend=BACKEND)
    assert shown in client.get(f"/en/me/contributions/{waiting.uid}/").content.decode()
    assert shown in client.get(f"/en/works/{waiting.uid}/edit/").content.decode()
    roles.ensure_roles()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name__in=[roles.MODERATORS, roles.JURORS]))
    client.force_login(user, backend=BACKEND)
    assert shown in client.get("/admin/moderation/?kind=work").content.decode()
    judged = keep_document(reader)
    entry = publish_work(reader, pieces=[(judged, "诗")], call=call)
    call.jurors.add(user)
    call.closes_at = timezone.now()
    call.save()
    assert Call.objects.filter(jurors=user).exists()
    sheet = client.get(f"/admin/works/{call.pk}/{entry.contribution.uid}/").content.decode()
    assert f"/works/files/{judged.uid}/small/" in sheet
