"""Tasks and shifts as programs read them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from community.volunteers.availability import availability
from community.volunteers.models import Opportunity, Shift
from portal.core.api.describing import library_ref
from portal.core.webapi import absolute, bilingual, in_each_language, term

from . import schemas

ZONE = ZoneInfo(settings.TIME_ZONE)


def describe_opportunity(row: Opportunity) -> schemas.OpportunityOut:
    shifts = reverse("api-1:list_shifts")
    return schemas.OpportunityOut(
        slug=row.slug,
        title=bilingual(row, "title"),
        summary=bilingual(row, "summary"),
        tasks=bilingual(row, "tasks"),
        place=bilingual(row, "place"),
        library=library_ref(row.library),
        skills=[term(skill) for skill in row.skills.all()],
        rhythm=row.rhythm,
        min_age=row.min_age,
        needs_interview=row.needs_interview,
        links=schemas.OpportunityLinks(
            self=absolute(reverse("api-1:get_opportunity", args=[row.slug])),
            shifts=absolute(f"{shifts}?opportunity={row.slug}"),
            page=in_each_language(lambda: absolute(row.get_absolute_url())),
        ),
    )


def describe_shift(row: Shift) -> schemas.ShiftOut:
    return schemas.ShiftOut(
        uid=row.uid,
        opportunity=row.opportunity.slug,
        title=bilingual(row.opportunity, "title"),
        library=library_ref(row.opportunity.library),
        start=row.starts_at.astimezone(ZONE),
        end=row.ends_at.astimezone(ZONE),
        note=bilingual(row, "note"),
        state=row.state,
        places=row.capacity or 0,
        places_left=0 if row.waiting else row.missing,
        waiting=row.waiting,
        can_sign_up=bool(availability(row).action),
        occurrence=row.occurrence.uid if row.occurrence else None,
        links=schemas.ShiftLinks(
            self=absolute(reverse("api-1:get_shift", args=[row.uid])),
            page=in_each_language(lambda: absolute(row.get_absolute_url())),
        ),
    )
