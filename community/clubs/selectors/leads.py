"""Lead readers: where their name leads to, what they lead, compiled and wrote."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from community.clubs.models import Club, LeadReader
from community.reviews.models import Review
from events.models import Occurrence
from events.models.querysets import OccurrenceQuerySet
from events.selectors import detailed, first_of_each, upcoming_dates, with_pages
from portal.core import generation
from reading_lists.models import ReadingListPage

SESSIONS = 6


def published_leads() -> QuerySet[LeadReader]:
    rows = LeadReader.objects.published().select_related("library", "portrait")
    return rows.prefetch_related("topics")


def profile_addresses() -> dict[str, str]:
    """Where the names of lead readers lead to, kept as long as no profile changes."""
    slugs = generation.kept("clubs.profiles", _slugs)
    return {name: reverse("clubs:lead", args=[slug]) for name, slug in slugs.items()}


def _slugs() -> dict[str, str]:
    return dict(LeadReader.objects.published().values_list("name", "slug"))


def _is_led_by(lead: LeadReader) -> Q:
    """Dates that name them, and those of the clubs they lead."""
    keys = Club.objects.published().filter(leads=lead, series__isnull=False)
    return Q(presenter=lead.name) | Q(
        series__translation_key__in=keys.values("series__translation_key")
    )


def sessions_of(lead: LeadReader) -> list[Occurrence]:
    """What they lead next: of each series the next date, with the page that tells of it."""
    rows: OccurrenceQuerySet = first_of_each(upcoming_dates().filter(_is_led_by(lead)))
    return with_pages(detailed(rows[:SESSIONS]), get_language() or "")


def count_of_sessions(lead: LeadReader) -> int:
    """How many they have led so far."""
    rows = Occurrence.objects.public().filter(_is_led_by(lead), state="scheduled")
    return rows.exclude(pk__in=rows.upcoming().values("pk")).count()


def lists_of(lead: LeadReader) -> list[ReadingListPage]:
    """Their reading lists in the active language, for cards."""
    keys = lead.reading_lists.values("translation_key")
    rows = ReadingListPage.objects.filter(
        translation_key__in=keys, locale__language_code=get_language()
    )
    return rows.published().with_fans()


def reviews_of(lead: LeadReader, *, limit: int = 3) -> list[Review]:
    """What they have written under their own pen name; nothing unless they agreed to that."""
    if not lead.shows_reviews or lead.reader_id is None:
        return []
    rows = Review.objects.visible().detailed().newest()
    return list(rows.filter(voice__reader=lead.reader_id, voice__member__isnull=True)[:limit])
