"""The least valid event pages, series and dates."""

import datetime as dt

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory

from events import models


class EventsIndexPageFactory(wagtail_factories.PageFactory):
    title = "活动"
    slug = "events"

    class Meta:
        model = models.EventsIndexPage


class EventSeriesPageFactory(wagtail_factories.PageFactory):
    """A page in the database; `published_series` also plans its sessions."""

    title = factory.Sequence(lambda n: f"故事会{n}")
    slug = factory.Sequence(lambda n: f"series-{n}")
    start_date = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=1))
    start_time = dt.time(10)
    duration = dt.timedelta(hours=1)

    class Meta:
        model = models.EventSeriesPage


class ProvisionFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"provision-{n}")
    name = factory.Sequence(lambda n: f"无障碍{n}")
    name_en = factory.Sequence(lambda n: f"Provision {n}")

    class Meta:
        model = models.Provision


class EventSeriesFactory(DjangoModelFactory):
    translation_key = factory.Faker("uuid4", cast_to=None)
    start_date = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=1))
    start_time = dt.time(10)
    duration = dt.timedelta(hours=1)
    texts = factory.LazyFunction(lambda: {"zh-hans": {"title": "故事会", "summary": ""}})

    class Meta:
        model = models.EventSeries


class OccurrenceFactory(DjangoModelFactory):
    """Give `start`; the rest follows from it."""

    series = factory.SubFactory(EventSeriesFactory)
    start = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1))
    end = factory.LazyAttribute(lambda o: o.start + dt.timedelta(hours=1))
    local_date = factory.LazyAttribute(lambda o: timezone.localdate(o.start))
    last_date = factory.LazyAttribute(lambda o: timezone.localdate(o.end))
    rid = factory.LazyAttribute(lambda o: timezone.localtime(o.start).strftime("%Y%m%dT%H%M%S"))

    class Meta:
        model = models.Occurrence


def published_series(parent, **fields) -> models.EventSeriesPage:
    """A page published the way an editor does it, so that its series and dates exist."""
    page = EventSeriesPageFactory(parent=parent, live=False, **fields)
    page.save_revision().publish()
    return models.EventSeriesPage.objects.get(pk=page.pk)


class EventTemplateFactory(DjangoModelFactory):
    title = factory.Sequence(lambda n: f"模板{n}")
    start_time = dt.time(10)
    duration = dt.timedelta(hours=1)

    class Meta:
        model = models.EventTemplate
