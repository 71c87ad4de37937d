"""Works beyond their pages: interface, feed, sitemap, search. What goes is gone from all."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.works.models import AgeGroup, Category, Prize
from portal.accounts import services as accounts
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.works import CallFactory, closed_call, keep_picture, publish_work

pytestmark = pytest.mark.django_db
API = "/api/v1/works"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def with_picture(reader=None, about="一棵树", **given):
    reader = reader or ReaderFactory()
    return publish_work(reader, pieces=[(keep_picture(reader), about)], **given)


def items(client, path=""):
    response = client.get(API + path)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def entries(client, path):
    return ET.fromstring(client.get(path).content).findall("a:entry", ATOM)


def test_a_work_for_programs(client, root_page):
    call = CallFactory(slug="autumn")
    category = Category.objects.create(call=call, name="图画", name_en="Pictures")
    reader = ReaderFactory(nickname="真名")
    entry = with_picture(reader, call=call, category=category, pen_name="灯下一盏")
    (found,) = items(client, "?call=autumn&kind=picture")
    assert found == client.get(f"{API}/{entry.contribution.uid}").json()
    assert (found["pen_name"], found["kind"], found["call"]) == ("灯下一盏", "picture", "autumn")
    assert found["category"] == {"zh-hans": "图画", "en": "Pictures"}
    (file,) = found["files"]
    assert (file["type"], file["description"]) == ("image/jpeg", "一棵树")
    assert client.get(file["address"].partition(":8000")[2]).status_code == 200
    assert set(found["links"]["author"]) == {"zh-hans", "en"}
    assert "真名" not in str(found)
    assert items(client, "?call=spring") == items(client, "?kind=audio") == []
    assert client.get(f"{API}?call=%00").status_code == 400


def test_of_a_child_nothing_but_the_pen_name_is_told(client, root_page):
    member = FamilyMemberFactory(nickname="豆豆", birth_year=2017)
    publish_work(member.guardian, member=member, pen_name="小蜗牛")
    (found,) = items(client)
    assert (found["pen_name"], found["links"]["author"]) == ("小蜗牛", {})
    told = str(found) + client.get("/feeds/works.xml").content.decode()
    for secret in ("豆豆", "2017", member.guardian.nickname):
        assert secret not in told
    assert not {"member", "band", "age", "library", "voice"} & set(found)
    assert "/works/by/" not in told


def test_a_call_for_programs(client, root_page):
    call = closed_call(slug="snow", results_on=timezone.localdate() + dt.timedelta(days=2))
    AgeGroup.objects.create(call=call, name="儿童组", age_to=12)
    Prize.objects.create(call=call, name="一等奖", name_en="First", number=2)
    CallFactory(live=False, slug="draft")
    (found,) = items(client, "/calls")
    assert found == client.get(f"{API}/calls/snow").json()
    assert (found["state"], found["takes"]) == ("judging", ["text", "picture"])
    assert found["age_groups"] == [{"name": {"zh-hans": "儿童组"}, "age_from": None, "age_to": 12}]
    assert found["prizes"][0]["number"] == 2
    assert client.get(f"{API}/calls/draft").status_code == 404
    assert client.get(found["links"]["feed"]["en"].partition(":8000")[2]).status_code == 200


def test_the_feed_of_a_call(client, root_page):
    call = CallFactory(slug="autumn", title_en="Autumn")
    entry = with_picture(call=call, title="<b>树</b>", text="一棵 <i>老</i> 树，在巷口站着。")
    publish_work()
    response = client.get("/en/feeds/works/autumn.xml")
    feed = ET.fromstring(response.content)
    assert feed.find("a:title", ATOM).text.endswith("Autumn")
    (told,) = feed.findall("a:entry", ATOM)
    assert told.find("a:title", ATOM).text == "<b>树</b>"
    assert "&lt;i&gt;老" in told.find("a:summary", ATOM).text
    assert entry.front.small_url in told.find("a:summary", ATOM).text
    assert told.find("a:id", ATOM).text == f"urn:uuid:{entry.contribution.uid}"
    assert len(entries(client, "/feeds/works.xml")) == 2
    again = client.get("/en/feeds/works/autumn.xml", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert client.get("/feeds/works/winter.xml").status_code == 404
    page = client.get("/en/works/calls/autumn/").content.decode()
    assert 'href="/en/feeds/works/autumn.xml"' in page


def test_calls_and_works_of_adults_stand_in_the_sitemap(client, root_page):
    call, draft = CallFactory(), CallFactory(live=False)
    entry = publish_work()
    childs = publish_work(member=FamilyMemberFactory())
    index = client.get("/sitemap.xml").content.decode()
    assert "sitemap-calls-1.xml" in index
    assert "sitemap-works-1.xml" in index
    calls = client.get("/sitemap-calls-1.xml").content.decode()
    assert f"/en/works/calls/{call.slug}/</loc>" in calls
    assert "/works/</loc>" in calls
    assert draft.slug not in calls.replace(call.slug, "")
    works = client.get("/sitemap-works-1.xml").content.decode()
    assert works.count(f"/works/{entry.contribution.uid}/</loc>") == 2
    assert str(childs.contribution.uid) not in works


def test_works_and_calls_are_found(client, root_page):
    call = CallFactory(title="秋天征集", rules="<p>写一写<b>柿子</b>。</p>")
    CallFactory(title="秋天草稿", live=False)
    entry = publish_work(title="鼓楼下的猫", pen_name="灯下一盏")
    for words, kind, row in [
        ("鼓楼", "works", entry),
        ("灯下一盏", "works", entry),
        ("秋天", "calls", call),
        ("柿子", "calls", call),
    ]:
        page = client.get("/en/search/", {"q": words, "kind": kind})
        assert page.context["results"].object_list == [row]
        assert f'href="{row.get_absolute_url()}"' in page.content.decode()


@pytest.mark.parametrize("end", ["hidden", "withdrawn", "erased"])
def test_what_goes_is_gone_from_everywhere_at_once(client, root_page, end):
    LibraryFactory()
    entry = with_picture(title="鼓楼下的猫")
    uid, reader = str(entry.contribution.uid), entry.voice.reader
    files = f"/works/files/{entry.pieces.get().uid}/"
    places = [API, "/feeds/works.xml", "/sitemap-works-1.xml", "/search/?q=鼓楼&kind=works"]
    etag = client.get(API)["ETag"]
    assert all(uid in client.get(place).content.decode() for place in places)
    if end == "hidden":
        moderation.decide(entry.contribution, UserFactory(), Act.HIDDEN, reason=ReasonFactory())
    elif end == "withdrawn":
        moderation.withdraw(entry.contribution)
    else:
        accounts.erase_account(reader.user)
    assert not any(uid in client.get(place).content.decode() for place in places)
    assert client.get(API, headers={"if-none-match": etag}).status_code == 200
    for path in (f"{API}/{uid}", f"/works/{uid}/", files):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        (API, 3),
        (f"{API}/calls", 4),
        ("/feeds/works.xml", 2),
        ("/sitemap-works-1.xml", 2),
        ("/sitemap-calls-1.xml", 2),
    ],
)
def test_queries_do_not_grow(client, root_page, django_assert_num_queries, path, queries, number):
    for _number in range(number):
        with_picture(call=CallFactory())
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
