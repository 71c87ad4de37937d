"""Clubs and lead readers as programs read them."""

from django.urls import reverse

from community.clubs.enums import State
from community.clubs.models import Club, LeadReader
from portal.core.api.describing import library_ref
from portal.core.webapi import absolute, bilingual, in_each_language, term

from . import schemas


def describe_club(club: Club) -> schemas.ClubOut:
    circle = club.circle
    left = circle.free if club.has_members else None
    return schemas.ClubOut(
        slug=club.slug,
        name=bilingual(club, "name"),
        summary=bilingual(club, "summary"),
        when=bilingual(club, "times"),
        library=library_ref(club.library),
        audiences=[term(audience) for audience in club.audiences.all()],
        min_age=club.min_age,
        max_age=club.max_age,
        joining=club.joining,
        places=circle.capacity if club.has_members else None,
        places_left=0 if circle.waiting else left,
        series=club.meetings_key,
        next_meeting=club.next_meeting.uid if club.next_meeting else None,
        reading=_book(club),
        leads=[lead.slug for lead in club.leads.all() if lead.state == State.PUBLISHED],
        links=schemas.ClubLinks(
            self=absolute(reverse("api-1:get_club", args=[club.slug])),
            page=in_each_language(lambda: absolute(club.get_absolute_url())),
        ),
    )


def _book(club: Club) -> schemas.ClubBookOut | None:
    if club.current is None:
        return None
    record = club.current.record
    return schemas.ClubBookOut(
        record=record.pk,
        work=record.work_id,
        title=record.title,
        month=f"{club.current.month:%Y-%m}",
        copies=club.current.copies,
    )


def describe_lead(lead: LeadReader) -> schemas.LeadOut:
    return schemas.LeadOut(
        slug=lead.slug,
        name=bilingual(lead, "name"),
        line=bilingual(lead, "line"),
        introduction=bilingual(lead, "introduction"),
        library=library_ref(lead.library),
        topics=[term(topic) for topic in lead.topics.all()],
        page=in_each_language(lambda: absolute(lead.get_absolute_url())),
    )
