"""How much is lent to whom and for how long."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.bilingual import localized

MOST = 365


def _number(
    label: str, default: int, least: int = 0, **options: str
) -> models.PositiveIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(MOST)]
    return models.PositiveIntegerField(label, default=default, validators=limits, **options)


class CirculationRules(models.Model):
    """The terms of one category of cards."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("category"), max_length=40)
    name_en = models.CharField(_("category in English"), max_length=60, blank=True)
    loan_limit = _number(_("books at a time"), 10)
    loan_days = _number(_("days of a loan"), 30, least=1)
    renewals = _number(
        _("renewals"), 1, help_text=_("Each renewal gives the days of a loan again, from today.")
    )
    hold_limit = _number(_("holds at a time"), 5)
    pickup_days = _number(
        _("days to pick up"), 5, least=1, help_text=_("Then the next reader has the book.")
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("lending rules")
        verbose_name_plural = _("lending rules")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(loan_days__gte=1, pickup_days__gte=1), name="rules_have_days"
            )
        ]

    def __str__(self) -> str:
        return localized(self, "name")
