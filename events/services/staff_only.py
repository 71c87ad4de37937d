"""Hide the pages of a training for colleagues, in all languages at once.

Wagtail's own view restriction does it: everything public asks `.public()`, so that search, sitemap,
lists and feeds leave the pages out; `EventSeriesPage.route` answers 404 instead of a login form.
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import PageViewRestriction

from events.models import EventSeriesPage

LOGIN = PageViewRestriction.LOGIN


@transaction.atomic
def keep_to_staff(page: EventSeriesPage) -> None:
    pages = _family(page)
    pages.update(staff_only=True)
    for member in pages.exclude(view_restrictions__restriction_type=LOGIN):
        PageViewRestriction.objects.create(page=member, restriction_type=LOGIN)


@transaction.atomic
def open_to_all(page: EventSeriesPage) -> None:
    """Take back what `keep_to_staff` did; other restrictions stay."""
    pages = _family(page)
    pages.update(staff_only=False)
    PageViewRestriction.objects.filter(page__in=pages.values("pk"), restriction_type=LOGIN).delete()


def _family(page: EventSeriesPage) -> QuerySet[EventSeriesPage]:
    """Translations of *page* and aliases of any of them."""
    key = page.translation_key
    found: QuerySet[EventSeriesPage] = EventSeriesPage.objects.filter(
        Q(translation_key=key) | Q(alias_of__translation_key=key)
    )
    return found
