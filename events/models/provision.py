"""What makes an event possible for more people: sign language, large print, a quiet room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models.vocabulary import VocabularyTerm


class ProvisionIcon(models.TextChoices):
    """The drawings of the icon set that fit."""

    CHECK = "check", _("tick")
    HAND = "hand", _("hand")
    WHEELCHAIR = "wheelchair", _("wheelchair")
    TEXT_SIZE = "textsize", _("large letters")
    EYE = "eye", _("eye")
    EAR = "ear", _("ear")
    CAPTION = "caption", _("captions")
    LEAF = "leaf", _("leaf")
    SEAT = "seat", _("seat")


class Provision(VocabularyTerm):
    """Site data, so that filters, templates and every library speak of the same things."""

    icon = models.CharField(
        _("icon"), max_length=12, choices=ProvisionIcon.choices, default=ProvisionIcon.CHECK
    )

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("provision for access")
        verbose_name_plural = _("provisions for access")
