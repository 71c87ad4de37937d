"""Calls and works on the pages, with an exact price, and files for whom they are."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.works import services
from community.works.models import Piece
from portal.accounts import services as accounts
from portal.accounts.services.export import export_my_data
from portal.core import roles
from tests.community.test_attacks import ALL, NAMES, PER_TEXT, dangerous
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.works import (
    CallFactory,
    closed_call,
    keep_picture,
    publish_work,
    send_work,
)

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


def with_picture(reader=None, about="一棵树", **given):
    reader = reader or ReaderFactory()
    return publish_work(reader, pieces=[(keep_picture(reader), about)], **given)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/en/works/", 5), ("/en/works/?call=autumn&kind=picture", 6)]
)
def test_the_gallery_costs_the_same_however_much_it_shows(
    client, root_page, django_assert_num_queries, count, address, queries
):
    call = CallFactory(slug="autumn")
    for _number in range(count):
        with_picture(call=call)
    client.get("/en/works/calls/")  # what every page shows is read once
    with django_assert_num_queries(queries):
        page = client.get(address).content.decode()
    assert page.count('class="wcard"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_calls_cost_the_same_however_many(client, root_page, django_assert_num_queries, count):
    for _number in range(count):
        CallFactory()
    client.get("/en/works/")
    with django_assert_num_queries(5):
        page = client.get("/en/works/calls/").content.decode()
    assert page.count('class="card"') == count


@pytest.mark.parametrize(
    "query", ["?page=x", "?call=nothing", "?call=%00&category=9", "?age=1&kind='", "?category=٣"]
)
def test_words_nobody_knows_are_ignored(client, root_page, query):
    publish_work()
    assert "槐花" in client.get(f"/en/works/{query}").content.decode()


def test_the_gallery_is_narrowed(client, root_page):
    child = FamilyMemberFactory(birth_year=timezone.localdate().year - 7, birth_month=1)
    publish_work(child.guardian, member=child, title="小树")
    with_picture(title="大树")
    small = client.get("/en/works/?age=lower").content.decode()
    assert ("小树" in small, "大树" in small) == (True, False)
    drawn = client.get("/en/works/?kind=picture").content.decode()
    assert ("小树" in drawn, "大树" in drawn) == (False, True)


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (3, 9, "opens in 3 days"),
        (1, 9, "opens tomorrow"),
        (-3, 5, "5 days left"),
        (-3, 0, "closes tonight at"),
        (-9, -2, "being judged, results on"),
    ],
)
def test_how_it_stands_with_a_call_is_said_plainly(client, root_page, clock, opens, closes, words):
    tonight = timezone.localtime().replace(hour=23, minute=0)
    call = CallFactory(
        opens_at=tonight + dt.timedelta(days=opens),
        closes_at=tonight + dt.timedelta(days=closes),
        results_on=timezone.localdate() + dt.timedelta(days=max(closes, 0) + 3),
    )
    page = client.get(call.get_absolute_url().replace("/works", "/en/works", 1)).content.decode()
    assert words in page
    assert ("/enter/" in page) is (opens < 0 <= closes)


def test_a_draft_of_a_call_is_nobodys_business(client, root_page):
    call = CallFactory(live=False)
    assert client.get(f"/en/works/calls/{call.slug}/").status_code == 404
    assert client.get("/en/works/?call=" + call.slug).status_code == 200


def test_a_file_is_seen_by_those_concerned_until_it_is_published(client, root_page):
    child = FamilyMemberFactory()
    piece = keep_picture(child.guardian)
    address = f"/en/works/files/{piece.uid}/"
    row = send_work(child.guardian, member=child, pieces=[(piece, "树")], is_read_by_guardian=False)
    roles.ensure_roles()
    moderator, stranger = UserFactory(), ReaderFactory().user
    moderator.groups.add(Group.objects.get(name=roles.MODERATORS))

    def seen_by(user):
        client.logout()
        if user:
            client.force_login(user, backend=BACKEND)
        return client.get(address).status_code

    users = [None, stranger, child.guardian.user, moderator]
    assert [seen_by(user) for user in users] == [404, 404, 200, 404]
    moderation.approve_as_guardian(row)
    assert [seen_by(user) for user in users] == [404, 404, 200, 200]
    moderation.decide(row, UserFactory(), Act.ACCEPTED)
    assert [seen_by(user) for user in users] == [200, 200, 200, 200]
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    moderation.decide(row, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    assert [seen_by(user) for user in users] == [404, 404, 200, 200]
    client.force_login(child.guardian.user, backend=BACKEND)
    moderation.withdraw(row)
    assert client.get(address).status_code == 404


def test_files_go_with_their_reader_and_with_a_child(django_capture_on_commit_callbacks):
    child = FamilyMemberFactory()
    mine, childs = keep_picture(child.guardian), keep_picture(child.guardian)
    send_work(child.guardian, pieces=[(mine, "树")])
    send_work(child.guardian, member=child, pieces=[(childs, "树")])
    user = child.guardian.user
    (rows,) = (
        each["rows"] for each in export_my_data(user)["data"] if each["model"] == "works.piece"
    )
    assert [row["type"] for row in rows] == ["image/jpeg", "image/jpeg"]
    assert rows[0]["base64"].startswith("/9j/")
    place = mine.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        accounts.remove_family_member(child)
    assert place.exists(mine.file.name)
    assert not place.exists(childs.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        accounts.erase_account(user)
    assert not place.exists(mine.file.name)
    assert not place.exists(mine.small.name)


def test_files_that_nobody_needs_are_forgotten(django_capture_on_commit_callbacks):
    reader = ReaderFactory()
    old, new = keep_picture(reader), keep_picture(reader)
    Piece.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert services.forget_loose() == 1
    assert not old.file.storage.exists(old.file.name)
    assert list(Piece.objects.all()) == [new]


def test_nothing_hostile_runs_wherever_a_work_is_shown(client, root_page):
    reader, call = ReaderFactory(), closed_call()
    rows = []
    for number in range(0, len(ALL), PER_TEXT):
        text = "\n".join(ALL[number : number + PER_TEXT]).replace("\0", "")
        title = ALL[number][:60].replace("\0", "")
        pen_name = NAMES[number // PER_TEXT % len(NAMES)]
        author = ReaderFactory()
        piece = keep_picture(author)
        rows.append(
            publish_work(author, title=title, text=text, pen_name=pen_name, pieces=[(piece, title)])
        )
    waiting = send_work(reader, title=ALL[0][:60], text=ALL[1], pieces=[])
    client.force_login(reader.user, backend=BACKEND)
    for url in (
        "/en/works/",
        *(f"/en/works/{row.contribution.uid}/" for row in rows),
        *(f"/en/works/by/{row.voice.code}/" for row in rows),
        f"/en/works/calls/{call.slug}/",
        "/en/me/",
        f"/en/me/contributions/{waiting.uid}/",
        f"/en/works/{waiting.uid}/edit/",
        f"/en/report/{rows[0].contribution.uid}/",
    ):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert dangerous(answer.content.decode()) == [], url
    roles.ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.MODERATORS))
    client.force_login(user, backend=BACKEND)
    answer = client.get("/admin/moderation/?kind=work")
    assert answer.status_code == 200
    assert dangerous(answer.content.decode().split("<main")[1].split("</main")[0]) == []


def test_a_part_of_a_recording_is_handed_out_alone(client, root_page):
    entry = with_picture()
    piece = entry.pieces.get()
    address, whole = f"/en/works/files/{piece.uid}/", piece.file.read()
    part = client.get(address, headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(whole)}"
    rest = client.get(address, headers={"range": "bytes=10-"})
    assert rest.content == whole[10:]
    for odd in ("bytes=99999999-", "bytes=9-3", "bytes=-5", "lines=1-2", "bytes=1-2,4-5"):
        answer = client.get(address, headers={"range": odd})
        assert b"".join(answer.streaming_content) == whole


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_pen_name_costs_the_same_however_much_is_there(
    client, root_page, django_assert_num_queries, count
):
    reader = ReaderFactory()
    for _number in range(count):
        entry = with_picture(reader)
    client.get("/en/works/")
    with django_assert_num_queries(5):
        page = client.get(f"/en/works/by/{entry.voice.code}/").content.decode()
    assert page.count('class="wcard"') == count
