"""Book clubs and lead readers in the sitemap."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from community.clubs.models import Club, LeadReader
from portal.core.sitemaps import Entry, Section, in_languages


def _entries(request: HttpRequest, number: int) -> Iterator[Entry]:
    if number != 1:
        return
    yield from in_languages(lambda: reverse("clubs:listing"))
    for club in Club.objects.published().only("slug"):
        yield from in_languages(club.get_absolute_url)
    leads = list(LeadReader.objects.published().only("slug"))
    if leads:
        yield from in_languages(lambda: reverse("clubs:leads"))
    for lead in leads:
        yield from in_languages(lead.get_absolute_url)


CLUBS_SECTION = Section(lambda: [1] if Club.objects.published().exists() else [], _entries)
