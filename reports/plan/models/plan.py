"""A development plan, its goals and the strategies that lead to them."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.bilingual import localized
from portal.core.models.vocabulary import slug_validator

YEARS = [MinValueValidator(1949), MaxValueValidator(2200)]


class PlanQuerySet(models.QuerySet["Plan"]):
    def published(self) -> Self:
        return self.filter(is_published=True)


class Plan(models.Model):
    """What the libraries have promised for a span of years. The latest published one is current."""

    slug = models.CharField(
        _("code in addresses"), max_length=60, unique=True, validators=[slug_validator]
    )
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=140, blank=True)
    summary = models.TextField(
        _("in a few sentences"),
        max_length=400,
        blank=True,
        help_text=_("Who adopted it, and how readers can follow it. Stands above the actions."),
    )
    summary_en = models.TextField(_("in a few sentences, in English"), max_length=700, blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS)
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEARS)
    law = models.CharField(
        _("what it rests on"),
        max_length=200,
        blank=True,
        help_text=_("The law or decision with its article, as it is cited."),
    )
    law_en = models.CharField(_("what it rests on, in English"), max_length=300, blank=True)
    law_url = models.URLField(_("address of the law or decision"), blank=True)
    is_published = models.BooleanField(
        _("public"), default=False, help_text=_("Until then only staff see it.")
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-first_year", "-pk"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")),
                name="plan_ends_after_it_begins",
                violation_error_message=_("The last year cannot come before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("plan:earlier", args=[self.slug])

    @property
    def label(self) -> str:
        return localized(self, "title")

    @property
    def summary_label(self) -> str:
        return localized(self, "summary")

    @property
    def law_label(self) -> str:
        return localized(self, "law")

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class Goal(models.Model):
    """One of the few things the plan wants to reach."""

    # Goals, strategies and actions are public promises: none vanishes with what it belongs to.
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="goals"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("plan", "number"))
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="goal_number_once_per_plan")
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.label}"

    @property
    def label(self) -> str:
        return localized(self, "title")


class Strategy(models.Model):
    """A way towards a goal; its actions say what is done."""

    goal = models.ForeignKey(
        Goal, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="strategies"
    )
    number = models.PositiveSmallIntegerField(
        pgettext_lazy("plan", "number"),
        help_text=_("Counted through the whole plan, as the plan prints it."),
    )
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)

    class Meta:
        ordering = ["goal", "number"]
        verbose_name = pgettext_lazy("plan", "strategy")
        verbose_name_plural = pgettext_lazy("plan", "strategies")
        constraints = [
            models.UniqueConstraint(fields=["goal", "number"], name="strategy_number_once_per_goal")
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.label}"

    @property
    def label(self) -> str:
        return localized(self, "title")
