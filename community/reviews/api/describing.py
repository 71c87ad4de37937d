"""A review as programs read it."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from community.reviews.models import Review
from portal.core.webapi import absolute, in_each_language

from . import schemas

ZONE = ZoneInfo(settings.TIME_ZONE)


def describe(review: Review) -> schemas.ReviewOut:
    record = review.record
    edited = review.edited_at
    return schemas.ReviewOut(
        uid=review.contribution.uid,
        kind=review.form,
        rating=review.rating,
        title=review.title,
        text=review.text,
        has_spoiler=review.has_spoiler,
        age_from=review.age_from,
        age_to=review.age_to,
        pen_name=review.voice.pen_name,
        book=schemas.BookRef(
            work=review.work_id,
            record=record.pk if record else None,
            title=review.book_title,
            author=review.work.author,
        ),
        helpful=review.helpful_count,
        is_picked=review.picked_at is not None,
        published=review.published_at.astimezone(ZONE),
        edited=edited.astimezone(ZONE) if edited else None,
        links=_links(review),
    )


def _links(review: Review) -> schemas.ReviewLinks:
    """Of a child no page is named where all it has written stands together."""
    uid, voice = review.contribution.uid, review.voice
    return schemas.ReviewLinks(
        self=absolute(reverse("api-1:get_review", args=[uid])),
        page=in_each_language(lambda: absolute(review.get_absolute_url())),
        author={}
        if voice.is_child
        else in_each_language(lambda: absolute(reverse("reviews:by_voice", args=[voice.code]))),
    )
