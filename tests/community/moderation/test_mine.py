"""A reader's own contributions: seen and changed by nobody else."""

import pytest
from bs4 import BeautifulSoup

from community.moderation import services
from community.moderation.enums import Act, State
from community.moderation.models import Contribution
from tests.factories.accounts import ReaderFactory

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"
PAGES = ("", "approve/", "decline/", "withdraw/", "appeal/")


@pytest.fixture
def reader(client, child):
    client.force_login(child.guardian.user, backend=BACKEND)
    return child.guardian


def address(row, page="") -> str:
    return f"/en/me/contributions/{row.uid}/{page}"


def words(response) -> str:
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").find("main")
    return " ".join(main.get_text(" ").split())


def state(row) -> str:
    return Contribution.objects.get(pk=row.pk).state


def test_contributions_of_others_are_not_found(client, reader, send):
    other = send()
    for page in PAGES:
        assert client.get(address(other, page)).status_code in (404, 405)
        assert client.post(address(other, page), {"text": "x"}).status_code in (404, 405)
    assert state(other) == State.WAITING


def test_nobody_gets_in_without_signing_in(client, send):
    row = send()
    for url in ("/en/me/contributions/", address(row), f"/en/report/{row.uid}/"):
        assert client.get(url).status_code == 302


def test_the_list_says_how_each_stands(client, reader, child, send):
    assert "Nothing yet." in words(client.get("/en/me/contributions/"))
    send(reader, target=1)
    send(reader, target=2, member=child)
    text = words(client.get("/en/me/contributions/"))
    assert text.index("waits for you") < text.index("waits for the library")
    assert "Wall 1" in text
    assert client.get("/en/me/contributions/?page=x").status_code == 200
    assert "What we have written" in words(client.get("/en/me/"))


@pytest.mark.parametrize("items", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    client, reader, send, items, django_assert_num_queries
):
    for number in range(items):
        send(reader, target=number + 1)
    client.get("/en/me/contributions/")
    with django_assert_num_queries(4):
        client.get("/en/me/contributions/")


def test_a_guardian_reads_and_agrees(client, reader, child, send):
    row = send(reader, member=child, text="<script>alert(1)</script> 很好看")
    response = client.get(address(row))
    assert b"<script>alert" not in response.content
    assert "很好看" in words(response)
    client.post(address(row, "approve/"))
    assert state(row) == State.WAITING


def test_a_guardian_keeps_it_in_the_family(client, reader, child, send):
    row = send(reader, member=child)
    assert client.get(address(row, "decline/")).status_code == 405
    client.post(address(row, "decline/"))
    assert state(row) == State.WITHDRAWN


def test_the_author_reads_the_reason_and_appeals(client, reader, send, refuse):
    row = send(reader)
    refuse(row, note="第二句请改。", internal_note="只给同事")
    text = words(client.get(address(row)))
    assert "Please say it in other words." in text
    assert "第二句请改。" in text
    assert "只给同事" not in text
    assert client.post(address(row, "appeal/"), {"text": ""}).status_code == 422
    client.post(address(row, "appeal/"), {"text": "请再读一遍。"})
    text = words(client.get(address(row)))
    assert "appeal being looked at" in text
    assert "You do not agree?" not in text
    client.post(address(row, "appeal/"), {"text": "again"})
    assert row.decisions.filter(act=Act.APPEALED).count() == 1


def test_a_decision_that_was_taken_back_is_not_shown(client, reader, send, refuse, moderator):
    row = send(reader)
    services.undo(refuse(row), moderator)
    assert "Please say it in other words." not in words(client.get(address(row)))


def test_withdrawing_asks_once_more(client, reader, send):
    row = send(reader)
    assert "Withdraw it?" in words(client.get(address(row, "withdraw/")))
    assert state(row) == State.WAITING
    client.post(address(row, "withdraw/"))
    assert state(row) == State.WITHDRAWN


def test_reporting_what_others_wrote(client, reader, send, accept):
    row = send()
    url = f"/en/report/{row.uid}/"
    assert client.get(url).status_code == 404  # nobody sees it yet
    accept(row)
    assert "What is wrong with it?" in words(client.get(url))
    assert client.post(url, {"reason": "nonsense"}).status_code == 200
    assert client.post(url, {"reason": "insult", "text": "骂人"}).status_code == 302
    assert row.reports.get().reader == reader


def test_reporting_ones_own_is_explained(client, reader, send, accept):
    row = send(reader)
    accept(row)
    response = client.post(f"/en/report/{row.uid}/", {"reason": "other"})
    assert "This is your own." in words(response)


def test_the_list_tells_of_a_ban(client, reader):
    ReaderFactory()
    reader.bans.create(reason="多次广告", until="2100-01-01T00:00:00+00:00")
    assert "多次广告" in words(client.get("/en/me/contributions/"))
