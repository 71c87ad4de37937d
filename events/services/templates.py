"""A new series with the values of a template."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from events.errors import EventError
from events.models import EventSeriesPage, EventsIndexPage, EventTemplate, SeriesQuestion
from events.schedule.recurrence import Rule
from portal.core.models import Library
from portal.core.translations import translate_page

QUESTION = ("text", "text_en", "kind", "choices", "choices_en", "is_required", "sort_order")
DAY = dt.timedelta(days=1)
FAR = 5 * 366 * DAY


@transaction.atomic
def series_from_template(
    template: EventTemplate, *, user: Any, library: Library | None = None, **values: Any
) -> EventSeriesPage:
    """A draft with what *template* says, except for *values*; the caller asks who may do this."""
    index = events_index()
    values.setdefault("start_date", first_date(template))
    page = EventSeriesPage(
        **{name: getattr(template, name) for name in EventTemplate.COPIED},
        event_template=template,
        locale=index.locale,
        owner=user,
        live=False,
    )
    page.library = library
    for name, value in values.items():
        setattr(page, name, value)
    for name in EventTemplate.TAGS:
        setattr(page, name, list(getattr(template, name).all()))
    page.questions.set(
        SeriesQuestion(**{name: getattr(row, name) for name in QUESTION})
        for row in template.questions.all()
    )
    index.add_child(instance=page)
    page.save_revision(user=user)
    return page


def first_date(template: EventTemplate) -> dt.date:
    """The next date of the rule, or tomorrow."""
    tomorrow = timezone.localdate() + DAY
    rule: Rule | None = template.parsed_rule
    if rule is None:
        return tomorrow
    return next(rule.dates(tomorrow, tomorrow + FAR), tomorrow)


def translate_from_template(page: EventSeriesPage, template: EventTemplate) -> Page | None:
    """The English page, if the template has an English title; a draft while texts are missing."""
    if not template.title_en:
        return None
    texts = {
        getattr(template, name): getattr(template, f"{name}_en")
        for name in EventTemplate.TEXTS
        if getattr(template, f"{name}_en")
    }
    missing = [
        name
        for name in (*EventTemplate.TEXTS, "body")
        if getattr(page, name) and not getattr(template, f"{name}_en", "")
    ]
    english = Locale.objects.filter(language_code="en").first()
    if english is None:
        return None
    return translate_page(page, english, texts, publish=page.live and not missing).page


def events_index() -> EventsIndexPage:
    """What's on in the site's first language, where all series are written."""
    found = EventsIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if found is None:
        raise EventError(_("There is no page “What’s on” yet."))
    return found
