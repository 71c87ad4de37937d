"""A kind of contribution that is nothing but a text on a wall."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone

from community.moderation import kinds, services
from community.moderation.enums import Act
from portal.notify.models import Message
from portal.notify.rendering import render
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory


@dataclass
class Wall:
    """What everybody can see: text by key of the contribution."""

    texts: dict[int, str] = field(default_factory=dict)

    def publish(self, contribution, version):
        self.texts[contribution.pk] = version.content["text"]

    def retract(self, contribution):
        self.texts.pop(contribution.pk, None)


@pytest.fixture
def wall(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    wall = Wall()
    kinds.register(
        kinds.Kind(
            name="note",
            label="Note",
            publish=wall.publish,
            retract=wall.retract,
            url=lambda contribution: f"/notes/{contribution.pk}/",
            edit_url=lambda contribution: f"/notes/{contribution.pk}/edit/",
            fields={"title": "Title", "text": "Text"},
            targets=lambda keys: {key: kinds.Target(f"Wall {key}") for key in keys},
            is_once=True,
        )
    )
    return wall


@pytest.fixture
def send(wall, db):
    """Send in a note as a reader."""

    def send(author=None, text="一本让人想再读一遍的书。", **given):
        content = {"text": text, **given.pop("content", {})}
        given.setdefault("target", 1)
        return services.submit("note", author or ReaderFactory(), content=content, **given)

    return send


@pytest.fixture
def child(db):
    return FamilyMemberFactory(nickname="豆豆")


@pytest.fixture
def moderator(db):
    return UserFactory(username="moderator", last_name="审", first_name="核员")


@pytest.fixture
def accept(moderator):
    def accept(contribution, by=None, **given):
        return services.decide(contribution, by or moderator, Act.ACCEPTED, **given)

    return accept


@pytest.fixture
def refuse(moderator):
    def refuse(contribution, by=None, act=Act.REFUSED, **given):
        given.setdefault("reason", ReasonFactory())
        return services.decide(contribution, by or moderator, act, **given)

    return refuse


@pytest.fixture
def letters(db):
    """The letters that would leave once nothing can be taken back any more."""

    def letters():
        rows = Message.objects.filter(template__startswith="moderation/").order_by("pk")
        due = timezone.now() + timedelta(minutes=6)
        assert all(row.next_attempt_at <= due for row in rows)
        return [letter for row in rows if (letter := render(row))]

    return letters
