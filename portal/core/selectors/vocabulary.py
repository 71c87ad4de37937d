"""Audience bands and topics for filters and forms."""

from django.db.models import QuerySet

from portal.core.models import Audience, Topic


def audiences() -> QuerySet[Audience]:
    return Audience.objects.all()


def topics() -> QuerySet[Topic]:
    return Topic.objects.all()
