"""What is counted: each figure with its definition, unit, standard, source and owner."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from portal.core.bilingual import localized
from portal.core.models.vocabulary import slug_validator
from reports.figures.enums import Combine, FigureTopic, Source, Span

# Whoever asks for numbers per 1,000 residents divides by this one.
RESIDENTS = "residents"


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def public(self) -> "IndicatorQuerySet":
        return self.filter(is_public=True)

    def stored(self) -> "IndicatorQuerySet":
        """Those that facts are kept of; ratios are computed when they are asked for."""
        return self.exclude(combine=Combine.RATIO)


class Indicator(index.Indexed, models.Model):
    """One figure. A ratio has a numerator and a denominator, and no facts of its own."""

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[slug_validator],
        help_text=_("Stands in addresses, tables and open data; leave it as it is once published."),
    )
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    definition = models.TextField(
        _("definition"), help_text=_("What is counted, what is not, and at which moment.")
    )
    definition_en = models.TextField(_("definition in English"), blank=True)
    unit = models.CharField(pgettext_lazy("figure", "unit"), max_length=20)
    unit_en = models.CharField(_("unit in English"), max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(
        _("decimal places"), default=0, validators=[MaxValueValidator(4)]
    )
    standard = models.CharField(
        _("standard"),
        max_length=120,
        blank=True,
        help_text=_("The standard whose definition this follows, with its clause if you know it."),
    )
    source = models.CharField(
        pgettext_lazy("figure", "source"), max_length=8, choices=Source.choices
    )
    cadence = models.CharField(_("entered by"), max_length=5, choices=Span.choices)
    owner = models.CharField(
        _("in charge"), max_length=60, help_text=_("The department that answers for the number.")
    )
    combine = models.CharField(
        _("over a longer time"), max_length=5, choices=Combine.choices, default=Combine.SUM
    )
    numerator = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("numerator"), null=True, blank=True, related_name="+"
    )
    denominator = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("denominator"),
        null=True,
        blank=True,
        related_name="+",
    )
    factor = models.DecimalField(
        _("times"),
        max_digits=9,
        decimal_places=2,
        default=1,
        help_text=_("100 for per cent, 1000 for “per 1,000 residents”."),
    )
    topic = models.CharField(_("topic"), max_length=12, choices=FigureTopic.choices)
    is_public = models.BooleanField(_("public"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = IndicatorQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.SearchField("name_en", boost=3),
        index.SearchField("definition"),
        index.SearchField("definition_en"),
        index.AutocompleteField("name"),  # by pinyin too
        index.FilterField("is_public"),
    ]

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = pgettext_lazy("figure", "indicator")
        verbose_name_plural = pgettext_lazy("figure", "indicators")
        constraints = [
            models.CheckConstraint(
                condition=Q(combine="ratio", numerator__isnull=False, denominator__isnull=False)
                | (~Q(combine="ratio") & Q(numerator__isnull=True, denominator__isnull=True)),
                name="only_a_ratio_has_parts",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("figures:indicator", args=[self.code])

    @property
    def label(self) -> str:
        return localized(self, "name")

    @property
    def definition_label(self) -> str:
        return localized(self, "definition")

    @property
    def unit_label(self) -> str:
        return localized(self, "unit")

    @property
    def is_ratio(self) -> bool:
        return self.combine == Combine.RATIO

    def clean(self) -> None:
        parts = [self.numerator, self.denominator]
        if not self.is_ratio:
            if any(parts):
                raise ValidationError(
                    {"combine": _("Only one figure divided by another has these two parts.")}
                )
            return
        for name, part in zip(("numerator", "denominator"), parts, strict=True):
            if part is None or part.is_ratio:
                raise ValidationError({name: _("Choose a figure that is counted, not computed.")})
