"""Calls and works as programs read them."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from community.works.models import AgeGroup, Call, Category, Entry, Piece, Prize
from portal.core.webapi import absolute, bilingual, in_each_language

from . import schemas

ZONE = ZoneInfo(settings.TIME_ZONE)


def describe_call(call: Call) -> schemas.CallOut:
    return schemas.CallOut(
        slug=call.slug,
        title=bilingual(call, "title"),
        summary=bilingual(call, "summary"),
        state=call.stage,
        opens=_moment(call.opens_at),
        closes=_moment(call.closes_at),
        results_on=call.results_on,
        takes=call.forms,
        per_person=call.per_person,
        licence=call.licence,
        categories=[bilingual(part, "name") for part in call.categories.all()],
        age_groups=[_age_group(part) for part in call.age_groups.all()],
        prizes=[_prize(part) for part in call.prizes.all()],
        links=schemas.CallLinks(
            self=absolute(reverse("api-1:get_call", args=[call.slug])),
            works=absolute(f"{reverse('api-1:list_works')}?call={call.slug}"),
            page=in_each_language(lambda: absolute(call.get_absolute_url())),
            feed=in_each_language(lambda: absolute(reverse("works:call_feed", args=[call.slug]))),
        ),
    )


def _age_group(group: AgeGroup) -> schemas.AgeGroupOut:
    return schemas.AgeGroupOut(
        name=bilingual(group, "name"), age_from=group.age_from, age_to=group.age_to
    )


def _prize(prize: Prize) -> schemas.PrizeOut:
    return schemas.PrizeOut(
        name=bilingual(prize, "name"), number=prize.number, what=bilingual(prize, "text")
    )


def describe_work(entry: Entry) -> schemas.WorkOut:
    return schemas.WorkOut(
        uid=entry.contribution.uid,
        kind=entry.form,
        title=entry.title,
        text=entry.text,
        pen_name=entry.pen_name or None,
        call=entry.call.slug if entry.call and entry.call.live else None,
        category=_name(entry.category),
        age_group=_name(entry.age_group),
        prize=_name(entry.prize),
        licence=entry.licence,
        likes=entry.likes_count,
        files=[_file(piece) for piece in entry.pieces.all()],
        published=_moment(entry.published_at),
        links=_links(entry),
    )


def _name(part: Category | AgeGroup | Prize | None) -> dict[str, str]:
    return bilingual(part, "name") if part else {}


def _file(piece: Piece) -> schemas.FileOut:
    return schemas.FileOut(
        kind=piece.form,
        type=piece.content_type,
        size=piece.size,
        width=piece.width,
        height=piece.height,
        pages=piece.pages,
        seconds=piece.seconds,
        description=piece.about,
        address=absolute(piece.get_absolute_url()),
        preview=absolute(piece.small_url) if piece.small else None,
    )


def _links(entry: Entry) -> schemas.WorkLinks:
    """No way to all by the same name for a child, or while the name is kept back."""
    voice = entry.voice
    is_told = entry.pen_name and not voice.is_child
    return schemas.WorkLinks(
        self=absolute(reverse("api-1:get_work", args=[entry.contribution.uid])),
        page=in_each_language(lambda: absolute(entry.get_absolute_url())),
        author=in_each_language(lambda: absolute(reverse("works:by_voice", args=[voice.code])))
        if is_told
        else {},
    )


def _moment(at: dt.datetime) -> dt.datetime:
    return at.astimezone(ZONE)
