"""What readers say of books: everything by pen names that are invented, and a queue to try."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.moderation.models import Contribution, Reason
from community.reviews import services
from community.reviews.models import Review
from portal.accounts import services as accounts
from portal.accounts.models import ConsentKind, ConsentText, FamilyMember, Reader, User
from portal.demo import content
from portal.demo.content import Row

from .books import records_of_lists
from .demo import Demo

SAMPLE = Q(user__username__startswith="sample-")
FIELDS = ("rating", "title", "text", "age_from", "age_to", "has_spoiler")
CHILD_AGE = 9


def build_reviews(demo: Demo) -> str:
    """Sent in, decided and voted for through the services; only their days are set by hand."""
    if Review.objects.exists():
        return "reviews stand"
    accounts.publish_sample_texts()
    file = content.read("reviews")
    desk = Desk(demo)
    for row in file["review"]:
        desk.take_in(row)
    for row in file["edit"]:
        desk.edit(row)
    return f"{Review.objects.count()} reviews, {Contribution.objects.queued().count()} to decide"


class Desk:
    """The two moderators who decide, the readers who write, and the books they write about."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.moderator, self.colleague = _moderator("甲"), _moderator("乙")
        self.readers: dict[str, Reader] = {}
        self.works = {
            title: record.work_id for (title, _author), record in records_of_lists().items()
        }
        self.reason = Reason.objects.filter(is_active=True).last()

    def take_in(self, row: Row) -> None:
        state = row.get("state", "published")
        reader = self.reader(row["by"])
        sent = moderation.submit(
            row.get("form", "review"),
            reader,
            member=self.child(reader, row.get("child", "")),
            content=_content(row),
            target=self.works[row["book"]],
            is_read_by_guardian="child" in row and state != "guardian",
        )
        if state in ("published", "reported"):
            moderation.decide(sent, self.moderator, Act.ACCEPTED)
        if state == "appeal":
            note = row["note"]
            moderation.decide(sent, self.colleague, Act.REFUSED, reason=self.reason, note=note)
            moderation.appeal(sent, row["appeal"])
        if state == "reported":
            others = [self.reader(name) for name in ("教书匠", "渡口")]
            for other in others:
                moderation.report(sent, other, reason="insult", text="语气有些伤人。")
        self._date(sent, row)
        if state == "published":
            self._vote(sent, row)

    def edit(self, row: Row) -> None:
        sent = Contribution.objects.get(
            voice__reader=self.reader(row["by"]),
            voice__member=None,
            target=self.works[row["book"]],
            kind="review",
        )
        moderation.edit(sent, {**sent.to_decide.content, **_content(row)})

    def reader(self, name: str) -> Reader:
        """Somebody with an account that nobody can sign in to."""
        if found := Reader.objects.filter(SAMPLE, nickname=name).first():
            self.readers[name] = found
        if name not in self.readers:
            user = User(username=f"sample-{Reader.objects.filter(SAMPLE).count() + 1:02}")
            user.set_unusable_password()
            user.save()
            text = ConsentText.objects.current(ConsentKind.PRIVACY)
            self.readers[name] = accounts.register_reader(
                user, nickname=name, language="zh-hans", privacy_text=text
            )
        return self.readers[name]

    def child(self, reader: Reader, name: str) -> FamilyMember | None:
        if not name:
            return None
        return reader.family.filter(nickname=name).first() or accounts.add_family_member(
            reader,
            nickname=name,
            birth_year=self.demo.today.year - CHILD_AGE,
            birth_month=1,
            consent=ConsentText.objects.current(ConsentKind.CHILDREN),
        )

    def _date(self, sent: Contribution, row: Row) -> None:
        """As long ago as the file says."""
        ago = dt.timedelta(days=row.get("days_ago", 0), hours=row.get("hours_ago", 0))
        then = timezone.now() - ago
        rows = Contribution.objects.filter(pk=sent.pk)
        rows.update(submitted_at=then)
        rows.filter(waiting_since__isnull=False).update(waiting_since=then)
        rows.filter(published_at__isnull=False).update(published_at=then)
        Review.objects.filter(contribution=sent).update(published_at=then)

    def _vote(self, sent: Contribution, row: Row) -> None:
        review = Review.objects.select_related("voice").get(contribution=sent)
        others = [reader for reader in self.readers.values() if reader.pk != review.voice.reader_id]
        for reader in others[: row.get("helpful", 0)]:
            services.vote(review, reader)
        if row.get("pick"):
            services.pick(review)


def _moderator(name: str) -> User:
    """A member of staff who has decided, and cannot sign in."""
    return accountless(f"sample-moderator-{name}", last_name="审核员", first_name=name)


def accountless(username: str, **names: str) -> User:
    """Somebody of the staff who cannot sign in."""
    if found := User.objects.filter(username=username).first():
        return found
    user = User(username=username, **names)
    user.set_unusable_password()
    user.save()
    return user


def _content(row: Row) -> dict[str, Any]:
    found = {name: row.get(name) for name in FIELDS}
    return found | {"title": row.get("title", ""), "has_spoiler": row.get("has_spoiler", False)}
