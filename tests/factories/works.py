"""Calls for entries, and works that have come in and were accepted in the right way."""

import dataclasses
import datetime as dt
from typing import Any

import factory
from django.utils import timezone

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.moderation.models import Contribution
from community.works import services
from community.works.cleaning import clean_file
from community.works.enums import Form, Licence
from community.works.models import Call, Entry, Piece
from community.works.services import Sending
from portal.accounts.models import Reader, User
from tests.community.works.corpus import pdf
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.images import picture_bytes

TEXT = "胡同口的老槐树今年又开花了，奶奶说花瓣落下来的声音像下雨。"


class CallFactory(factory.django.DjangoModelFactory):
    """Open for a week."""

    class Meta:
        model = Call

    title = factory.Sequence("征集{}".format)
    title_en = factory.Sequence("Call {}".format)
    slug = factory.Sequence("call-{}".format)
    summary = "写一写，画一画。"
    summary_en = "Write and draw."
    rules = "<p>都可以来。</p>"
    rules_en = "<p>Everybody is welcome.</p>"
    opens_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))


def closed_call(**given: Any) -> Call:
    now = timezone.now()
    days = dt.timedelta(days=1)
    return CallFactory(opens_at=now - 9 * days, closes_at=now - days, **given)


def send_work(author: Reader | None = None, **given: Any) -> Contribution:
    """A work that waits for whoever has to look at it."""
    if given.get("member"):
        given.setdefault("is_read_by_guardian", True)
        author = author or given["member"].guardian
    values: dict[str, Any] = {
        "title": "槐花",
        "text": TEXT,
        "pieces": [],
        "licence": Licence.LIBRARY,
        "words": "同意",
    }
    return services.enter(author or ReaderFactory(), Sending(**values | given))


def publish_work(*args: Any, moderator: User | None = None, **given: Any) -> Entry:
    """A work that everybody can see."""
    contribution = send_work(*args, **given)
    moderation.decide(contribution, moderator or UserFactory(), Act.ACCEPTED)
    return Entry.objects.get(contribution=contribution)


def keep_document(reader: Reader, **changed: Any) -> Piece:
    """A PDF with its first page; *changed* are values of the cleaned file."""
    clean = clean_file(pdf(pages=2), forms=list(Form), megabytes=5)
    return services.keep(reader, dataclasses.replace(clean, **changed))


def keep_picture(reader: Reader, **given: Any) -> Piece:
    clean = clean_file(picture_bytes(**given), forms=list(Form), megabytes=5)
    return services.keep(reader, clean)
