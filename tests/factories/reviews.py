"""Reviews that have come in and were accepted in the right way."""

from typing import Any

import factory

from community.moderation import services
from community.moderation.enums import Act
from community.moderation.models import Contribution
from community.reviews.models import Review, Vote
from portal.accounts.models import Reader, User
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.catalog import BookFactory, WorkFactory

TEXT = "老舍写的是一个人，也是一座城。读到最后，我想去西安门外走一走。"


class VoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vote

    reader = factory.SubFactory(ReaderFactory)


def book(**given: Any) -> Any:
    """A work with an edition that is offered; *given* are fields of the edition."""
    work = WorkFactory()
    record = BookFactory(work=work, **given)
    work.record, work.editions = record, 1
    work.save()
    return work


def send_review(work: Any = None, author: Reader | None = None, **given: Any) -> Contribution:
    """A review that waits for whoever has to look at it."""
    options = {name: given.pop(name) for name in ("member", "pen_name") if name in given}
    if "member" in options:
        options["is_read_by_guardian"] = given.pop("is_read_by_guardian", True)
    content = {
        "rating": None,
        "title": "",
        "text": TEXT,
        "age_from": None,
        "age_to": None,
        "has_spoiler": False,
    } | given
    form = content.pop("form", "review")
    return services.submit(
        form, author or ReaderFactory(), content=content, target=(work or book()).pk, **options
    )


def publish_review(*args: Any, moderator: User | None = None, **given: Any) -> Review:
    """A review that everybody can read."""
    contribution = send_review(*args, **given)
    services.decide(contribution, moderator or UserFactory(), Act.ACCEPTED)
    return Review.objects.get(contribution=contribution)
