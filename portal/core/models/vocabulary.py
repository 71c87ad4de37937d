"""Audience bands and topics: site data that pages, events, lists and filters all share."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.bilingual import localized

slug_validator = RegexValidator(r"^[a-z0-9-]+$", _("Use lower-case letters, digits and hyphens."))


class Pigment(models.TextChoices):
    """The colours of the design system that may mark an audience (tokens.css)."""

    AZURITE = "azurite", _("azurite (blue)")
    MALACHITE = "malachite", _("malachite (green)")
    CINNABAR = "cinnabar", _("cinnabar (red)")
    GAMBOGE = "gamboge", _("gamboge (yellow)")
    LOTUS = "lotus", _("lotus (purple)")
    OCHRE = "ochre", _("ochre (brown)")


class VocabularyTerm(models.Model):
    slug = models.CharField(
        _("code in addresses"), max_length=40, unique=True, validators=[slug_validator]
    )
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return localized(self, "name")


class Audience(VocabularyTerm):
    """A reader group; a group defined by age says from which to which month of life."""

    pigment = models.CharField(
        _("colour"), max_length=12, choices=Pigment.choices, default=Pigment.AZURITE
    )
    min_months = models.PositiveSmallIntegerField(_("from age in months"), null=True, blank=True)
    max_months = models.PositiveSmallIntegerField(_("below age in months"), null=True, blank=True)

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_months__isnull=True)
                | models.Q(max_months__isnull=True)
                | models.Q(max_months__gt=models.F("min_months")),
                name="audience_age_range",
            )
        ]

    def clean(self) -> None:
        if (
            self.min_months is not None
            and self.max_months is not None
            and self.max_months <= self.min_months
        ):
            raise ValidationError({"max_months": _("This age must be above the first one.")})


class Topic(VocabularyTerm):
    """A subject that pages, events and lists may share; a topic page gathers them."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
