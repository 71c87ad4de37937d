"""The moderators' pages: what they show, what they do, and to whom they are closed."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone

from community.moderation import selectors, services
from community.moderation.enums import Act, Lane, State
from community.moderation.models import Contribution, Decision, ModerationSettings
from community.moderation.screening.differences import differences
from portal.core import roles
from portal.core.models import LibraryStaff
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.core import BranchFactory
from tests.factories.moderation import ReasonFactory

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"
QUEUE = "/admin/moderation/"
JSON = {"Accept": "application/json"}


def member_of(role: str, **given):
    roles.ensure_roles()
    user = UserFactory(**given)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def staff(client, root_page):
    user = member_of(roles.MODERATORS, first_name="核员", last_name="审")
    client.force_login(user, backend=BACKEND)
    return user


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def cards(response) -> list[str]:
    return [node["data-card"] for node in soup(response).select("[data-card]")]


def fresh(row) -> Contribution:
    return Contribution.objects.get(pk=row.pk)


def decide(client, row, act="accepted", **data):
    url = f"{QUEUE}{row.uid}/decide/"
    return client.post(url, {"act": act, "seen": "1", **data}, headers=JSON)


def test_only_moderators_get_in(client, root_page, send):
    row = send()
    for role in (roles.EDITORS, roles.PROGRAMMERS, roles.BRANCH_STAFF):
        client.force_login(member_of(role), backend=BACKEND)
        for url in (QUEUE, f"{QUEUE}all/", f"{QUEUE}history/", f"{QUEUE}{row.uid}/"):
            assert client.get(url).status_code == 302, (role, url)
        assert decide(client, row).status_code in (302, 403)
    assert fresh(row).state == State.WAITING


def test_staff_of_a_library_see_only_its_own(client, root_page, send):
    library, other = BranchFactory(), BranchFactory()
    user = member_of(roles.MODERATORS)
    LibraryStaff.objects.create(user=user, library=library)
    client.force_login(user, backend=BACKEND)
    own = send(target=1, library=library)
    foreign, network = send(target=2, library=other), send(target=3)
    assert cards(client.get(QUEUE)) == [str(own.uid)]
    for row in (foreign, network):
        assert client.get(f"{QUEUE}{row.uid}/").status_code == 404
        assert decide(client, row).status_code == 404
    client.post(f"{QUEUE}bulk/", {"act": "accepted", "item": [f"{foreign.uid}:1", f"{own.uid}:1"]})
    assert (fresh(foreign).state, fresh(own).state) == (State.WAITING, State.PUBLISHED)


def test_the_oldest_comes_first_and_what_waits_for_a_guardian_not_at_all(
    client, staff, send, child
):
    second, first = send(target=1), send(target=2)
    Contribution.objects.filter(pk=first.pk).update(
        waiting_since=timezone.now() - dt.timedelta(hours=30)
    )
    hidden = send(child.guardian, member=child)
    assert cards(client.get(QUEUE)) == [str(first.uid), str(second.uid)]
    assert client.get(f"{QUEUE}{hidden.uid}/").status_code == 404
    assert str(hidden.uid) not in client.get(f"{QUEUE}all/").content.decode()


@pytest.mark.parametrize("items", [1, 3])
def test_the_queue_costs_the_same_for_one_and_three(
    client, staff, send, items, django_assert_num_queries
):
    for number in range(items):
        send(target=number + 1)
    client.get(QUEUE)
    with django_assert_num_queries(16):
        client.get(QUEUE)


@pytest.mark.parametrize("items", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("all/", 11), ("history/", 11)])
def test_the_lists_cost_the_same_for_one_and_three(
    client, staff, send, page, queries, items, django_assert_num_queries
):
    for number in range(items):
        send(target=number + 1)
    client.get(QUEUE + page)
    with django_assert_num_queries(queries):
        client.get(QUEUE + page)


def test_deciding_by_script(client, staff, send, wall):
    row = send(text="好书")
    answer = decide(client, row)
    assert answer.status_code == 200
    assert wall.texts == {row.pk: "好书"}
    answer = client.post(answer.json()["undo"], headers=JSON)
    assert answer.json()["uid"] == str(row.uid)
    assert fresh(row).lane == Lane.NEW
    refused = decide(client, row, "refused", reason=ReasonFactory().pk, note="请改")
    assert refused.status_code == 200
    assert Decision.objects.order_by("pk").last().note == "请改"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "1e309", "{}"])
def test_deciding_without_script(client, staff, send, wanted):
    row = send()
    data = {"act": "accepted", "seen": "1", "next": wanted}
    response = client.post(f"{QUEUE}{row.uid}/decide/", data)
    assert (response.status_code, response.url) == (302, QUEUE)
    assert fresh(row).state == State.PUBLISHED
    page = soup(client.get(QUEUE))
    undo = page.select_one("[data-undoable] form")["action"]
    client.post(undo)
    assert fresh(row).state == State.WAITING


def test_forms_carry_the_key_against_forgery(client, staff, send):
    send()
    forms = soup(client.get(QUEUE)).select("main form[method=post]")
    assert len(forms) == 2
    assert all(form.select_one("[name=csrfmiddlewaretoken]") for form in forms)


def test_a_colleague_who_was_slower_is_told(client, staff, send):
    row = send()
    services.decide(row, UserFactory(first_name="小红"), Act.ACCEPTED)
    answer = decide(client, row, "refused", reason=ReasonFactory().pk)
    assert answer.status_code == 409
    assert answer.json()["is_stale"]
    assert "小红" in answer.json()["error"]
    assert fresh(row).state == State.PUBLISHED


@pytest.mark.parametrize(
    "data",
    [
        {"act": "nonsense"},
        {"act": "refused"},
        {"act": "trusted"},
        {"seen": "9"},
        {"note": "长" * 700},
    ],
)
def test_what_cannot_be_decided_is_said(client, staff, send, data):
    row = send()
    assert decide(client, row, **{"act": "accepted", **data}).status_code in (409, 422)
    assert fresh(row).state == State.WAITING


def test_others_cannot_take_it_back(client, staff, send):
    line = services.decide(send(), UserFactory(), Act.ACCEPTED)
    assert client.post(f"{QUEUE}undo/{line.pk}/", headers=JSON).status_code == 404


def test_many_at_once(client, staff, send):
    rows = [send(target=number) for number in (1, 2, 3)]
    services.edit(rows[2], {"text": "换了"})
    items = [f"{row.uid}:1" for row in rows] + ["nonsense", "x:y"]
    response = client.post(f"{QUEUE}bulk/", {"act": "accepted", "item": items}, follow=True)
    assert [fresh(row).state for row in rows] == [State.PUBLISHED, State.PUBLISHED, State.WAITING]
    assert cards(response) == [str(rows[2].uid)]
    client.post(f"{QUEUE}bulk/", {"act": "", "item": items})
    assert fresh(rows[2]).state == State.WAITING


def test_an_edit_stands_beside_what_is_published(client, staff, send, accept):
    row = send(text="我读了两遍，很喜欢冬天那一章。")
    accept(row)
    services.edit(fresh(row), {"text": "我读了两遍，很喜欢秋天那一章。"})
    page = soup(client.get(QUEUE))
    assert [node.get_text() for node in page.select("del")] == ["冬"]
    assert [node.get_text() for node in page.select("ins")] == ["秋"]


def test_children_findings_reports_and_appeals_are_plain(client, staff, send, child, refuse):
    send(child.guardian, member=child, is_read_by_guardian=True, text="电话13812345678")
    row = send(target=2)
    refuse(row)
    services.appeal(row, "请再看一遍。")
    page = client.get(QUEUE).content.decode()
    assert "mod-mark--child" in page
    assert "<mark>13812345678</mark>" in page
    assert "请再看一遍。" in page


def test_lanes_and_more_cards(client, staff, send, monkeypatch):
    monkeypatch.setattr(selectors, "BATCH", 2)
    rows = [send(target=number) for number in (1, 2, 3)]
    page = client.get(QUEUE)
    assert cards(page) == [str(row.uid) for row in rows[:2]]
    more = client.get(f"{QUEUE}cards/", {"after": rows[1].uid})
    assert cards(more) == [str(rows[2].uid)]
    since = fresh(rows[1]).waiting_since.isoformat()
    decide(client, rows[1])
    more = client.get(f"{QUEUE}cards/", {"after": rows[1].uid, "since": since})
    assert cards(more) == [str(rows[2].uid)]
    assert cards(client.get(f"{QUEUE}cards/", {"after": "x", "since": "2026-99-99"})) == []
    decide(client, rows[0], "aside")
    assert cards(client.get(QUEUE, {"lane": "aside"})) == [str(rows[0].uid)]
    assert cards(client.get(QUEUE, {"lane": "'", "kind": "<"})) == [str(rows[2].uid)]


def test_all_and_one_with_its_history(client, staff, send, accept, moderator):
    row = send(text="好书")
    accept(row, internal_note="核对过")
    services.report(row, ReaderFactory(), reason="other", text="看看")
    page = client.get(f"{QUEUE}{row.uid}/").content.decode()
    assert "核对过" in page
    assert "看看" in page
    url = f"{QUEUE}all/"
    assert str(row.uid) in client.get(url, {"state": "published", "kind": "note"}).content.decode()
    assert str(row.uid) not in client.get(url, {"state": "hidden"}).content.decode()
    assert client.get(url, {"state": "'", "author": "'", "p": "x"}).status_code == 200
    history = client.get(f"{QUEUE}history/", {"act": "accepted"}).content.decode()
    assert "核对过" in history
    assert "核对过" not in client.get(f"{QUEUE}history/", {"mine": "1"}).content.decode()


def test_hidden_and_shown_again_from_its_page(client, staff, send, accept, wall):
    row = send()
    accept(row)
    decide(client, row, "hidden", reason=ReasonFactory().pk)
    assert (fresh(row).state, wall.texts) == (State.HIDDEN, {})
    decide(client, row, "accepted")
    assert fresh(row).state == State.PUBLISHED


def test_the_first_page_says_how_long_the_oldest_has_waited(client, staff, send):
    row = send()
    assert "mod-load--over" not in client.get("/admin/").content.decode()
    Contribution.objects.filter(pk=row.pk).update(
        waiting_since=timezone.now() - dt.timedelta(hours=30)
    )
    load = selectors.load_of(staff)
    assert (load.waiting, load.hours, load.is_over) == (1, 30, True)
    assert "mod-load--over" in client.get("/admin/").content.decode()
    settings = ModerationSettings.load()
    settings.service_hours = 48
    settings.save()
    assert not selectors.load_of(staff).is_over


def test_moderators_keep_reasons_words_and_bans(client, staff):
    for name in ("reason", "word", "ban"):
        assert client.get(f"/admin/{name}/").status_code == 200
        assert client.get(f"/admin/{name}/new/").status_code == 200
    client.post("/admin/word/new/", {"text": "*", "action": "hold", "note": ""})
    client.post("/admin/word/new/", {"text": "赌博", "action": "deny", "note": ""})
    reader = ReaderFactory()
    client.post(
        "/admin/ban/new/",
        {
            "reader": reader.pk,
            "since": "2026-11-01 10:00",
            "until": "2100-01-01 10:00",
            "reason": "广告",
        },
    )
    assert reader.bans.get().by == staff
    assert (
        client.get("/admin/settings/moderation/moderationsettings/", follow=True).status_code == 200
    )


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("一样。", "一样。", [("same", "一样。")]),
        ("甲，乙。", "甲，丙。", [("same", "甲，"), ("gone", "乙"), ("new", "丙"), ("same", "。")]),
        ("", "新", [("new", "新")]),
        ("旧", "", [("gone", "旧")]),
    ],
)
def test_differences(old, new, pieces):
    assert differences(old, new) == pieces


def test_differences_of_long_texts_take_no_time():
    old, new = "读" * 5_000, "书" * 5_000
    assert differences(old, new) == [("gone", old), ("new", new)]
