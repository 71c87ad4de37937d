"""What hostile readers send is text wherever it stands: on pages, in letters, in feeds."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone

from community.moderation import services
from community.moderation.enums import Act, Lane
from community.moderation.models import Contribution
from portal.core import roles
from portal.notify.models import Message
from portal.notify.rendering import render
from tests.core.test_sanitize import PAYLOADS
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.reviews import TEXT, book, publish_review, send_review

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"
MORE = [
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "{{ 7|add:7 }}{% debug %}${alert(1)}",
    "\u202eevil\u202c \u2066bidi\u2069",
    "Z\u0351\u0352\u0353\u0354\u0355a\u0356\u0357\u0358lgo",
    "=HYPERLINK(\"https://evil.example\")",
    "\ud7ff\ufeff\u0000null",
]  # fmt: skip
ALL = [*PAYLOADS, *MORE]
PER_TEXT = 6
NAMES = ["<b onx=1>书虫", "'\"><i>书", "{{7}}书", "&lt;b&gt;书"]


def dangerous(page: str) -> list[str]:
    """Whatever in *page* would run, load or lead somewhere because a reader wrote it."""
    soup = BeautifulSoup(page, "html.parser")
    found = [
        str(node)[:100]
        for node in soup.find_all(["iframe", "object", "embed", "math", "base", "marquee", "style"])
        if "wagtail" not in str(node)
    ]
    for node in soup.find_all(True):
        for name, value in node.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            plain = "".join(text.split()).lower()
            is_link = name in ("href", "src", "action", "formaction", "data", "srcset")
            if name.startswith("on") or (is_link and ("script:" in plain or "evil" in plain)):
                found.append(f"{name}={text[:60]}")
    return found


@pytest.fixture
def hostile(root_page):
    """Published reviews made of nothing but attacks, with a report and an edit of the sort."""
    work = book()
    rows = []
    for number in range(0, len(ALL), PER_TEXT):
        text = "\n".join(ALL[number : number + PER_TEXT]).replace("\0", "")
        index = number // PER_TEXT
        row = publish_review(
            work,
            title=ALL[number][:60].replace("\0", ""),
            text=text[:2_000],
            pen_name=NAMES[index % len(NAMES)],
            has_spoiler=index % 2 == 1,
        )
        rows.append(row)
    services.report(rows[0].contribution, ReaderFactory(), reason="other", text=ALL[0])
    edited = rows[1].contribution
    services.edit(edited, {**edited.latest_version.content, "text": ALL[3] * 3 + TEXT})
    return rows


def test_no_public_page_feed_or_structured_data_renders_an_attack(client, hostile):
    row = hostile[0]
    urls = [
        "/en/reviews/",
        f"/en/reviews/book/{row.work_id}/",
        row.work.record.get_absolute_url(),
        *(f"/en/reviews/{each.contribution.uid}/" for each in hostile),
        *(f"/en/reviews/by/{each.voice.code}/" for each in hostile),
    ]
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        page = response.content.decode()
        assert dangerous(page) == [], url
        for script in BeautifulSoup(page, "html.parser").find_all("script", src=False):
            assert script["type"] == "application/ld+json"
            json.loads(script.string)
    feed = client.get("/feeds/reviews.xml").content.decode()
    entries = BeautifulSoup(feed, "xml").find_all("summary")
    assert all(dangerous(entry.get_text()) == [] for entry in entries)
    assert all("<script" not in entry.get_text().lower() for entry in entries)


def test_no_page_of_staff_renders_an_attack(client, hostile):
    roles.ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.MODERATORS))
    send_review(title=ALL[0][:60], text=(ALL[1] + ALL[2] + TEXT))
    client.force_login(user, backend=BACKEND)
    row = hostile[1].contribution
    for url in ("", "?lane=reported", "all/", "history/", f"{row.uid}/"):
        response = client.get(f"/admin/moderation/{url}")
        assert response.status_code == 200, url
        main = BeautifulSoup(response.content, "html.parser").find("main")
        assert dangerous(str(main)) == [], url
        assert "alert(1)" in main.get_text() or url in ("all/", "history/")


def test_no_page_of_the_author_or_reporter_renders_an_attack(client, hostile):
    row = hostile[0].contribution
    services.decide(row, UserFactory(), Act.HIDDEN, reason=ReasonFactory(), note=ALL[0])
    services.appeal(row, ALL[4] + TEXT)
    client.force_login(row.voice.reader.user, backend=BACKEND)
    other = hostile[2].contribution
    for url in (
        "/en/me/",
        "/en/me/contributions/",
        f"/en/me/contributions/{row.uid}/",
        f"/en/me/contributions/{row.uid}/withdraw/",
        f"/en/reviews/{row.uid}/edit/",
        f"/en/report/{other.uid}/",
        f"/en/reviews/{other.uid}/helpful/",
    ):
        response = client.get(url)
        assert response.status_code == 200, url
        assert dangerous(response.content.decode()) == [], url


def test_no_letter_renders_an_attack(hostile):
    child = FamilyMemberFactory()
    send_review(None, child.guardian, member=child, is_read_by_guardian=False, text=ALL[0] + TEXT)
    row = hostile[0].contribution
    services.decide(row, UserFactory(), Act.HIDDEN, reason=ReasonFactory(), note=ALL[0] * 3)
    letters = [render(message) for message in Message.objects.all()]
    assert len([letter for letter in letters if letter]) > 3
    for letter in filter(None, letters):
        assert dangerous(letter.html) == []
        assert "\n" not in letter.subject


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("😀" * 40 + TEXT, True),
        (TEXT + "请找王阿姨，电话１３８ １２３４ ５６７８", True),
        (TEXT + "\u202eevil\u202c", False),
        (TEXT + "Z" + "\u0351" * 30, False),
        (TEXT, False),
    ],
)
def test_floods_and_numbers_of_others_are_held(client, text, is_held):
    reader = ReaderFactory()
    client.force_login(reader.user, backend=BACKEND)
    client.post(f"/en/reviews/write/{book().pk}/", {"text": text})
    row = Contribution.objects.get()
    assert (row.lane == Lane.FLAGGED) is is_held
    stored = row.latest_version.content["text"]
    assert not set("\u202e\u202c\u2066\0") & set(stored)
    assert "\u0351" * 4 not in stored


def test_the_clock_of_the_queue_is_not_the_authors(client):
    """A date in the content does not move anybody forward."""
    row = send_review(published_at="2000-01-01", waiting_since="2000-01-01")
    assert row.waiting_since > timezone.now() - dt.timedelta(minutes=5)
