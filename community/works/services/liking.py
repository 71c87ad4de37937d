"""Liked or not: a count that is exact whoever presses at the same time."""

from django.db import transaction
from django.db.models import F, Subquery
from django.utils.translation import gettext as _

from community.moderation import services as moderation
from community.moderation.errors import ModerationError
from community.works.errors import WorkError
from community.works.models import Entry, Like
from portal.accounts.models import Reader


@transaction.atomic
def like(entry: Entry, reader: Reader) -> int:
    """Note that *reader* likes it, once; how many do so now."""
    try:
        moderation.check_may_write(reader)
    except ModerationError as error:
        raise WorkError(str(error)) from error
    if entry.voice.reader_id == reader.pk:
        raise WorkError(_("This is your own work."))
    if not entry.is_visible:
        raise WorkError(_("This work is no longer published."))
    _like, is_new = Like.objects.get_or_create(entry=entry, reader=reader)
    if is_new:
        Entry.objects.filter(pk=entry.pk).update(likes_count=F("likes_count") + 1)
    return _count(entry)


@transaction.atomic
def unlike(entry: Entry, reader: Reader) -> int:
    """Take it back; how many are left."""
    gone, _by_model = Like.objects.filter(entry=entry, reader=reader).delete()
    if gone:
        Entry.objects.filter(pk=entry.pk).update(likes_count=F("likes_count") - 1)
    return _count(entry)


@transaction.atomic
def forget_likes(reader: Reader) -> None:
    """Take back all likes of somebody who leaves."""
    mine = Like.objects.filter(reader=reader)
    Entry.objects.filter(pk__in=Subquery(mine.values("entry"))).update(
        likes_count=F("likes_count") - 1
    )
    mine.delete()


def _count(entry: Entry) -> int:
    return Entry.objects.values_list("likes_count", flat=True).get(pk=entry.pk)
