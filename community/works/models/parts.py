"""Categories, age groups and prizes of a call; what jurors look at is in `judging`."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from community.works import wording
from community.works.enums import ADULT_AGE
from portal.core.bilingual import localized

from .call import Call


class CallPart(models.Model):
    """Something a call has several of, in two languages, in the order editors give it."""

    sort_order_field = "sort_order"

    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    sort_order = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return localized(self, "name")


class Category(CallPart):
    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="categories")

    class Meta(CallPart.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class AgeGroup(CallPart):
    """By completed years on the day the call closes; both ends belong to it."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="age_groups")
    age_from = models.PositiveSmallIntegerField(
        _("from years"), null=True, blank=True, validators=[MaxValueValidator(99)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("up to years"), null=True, blank=True, validators=[MaxValueValidator(99)]
    )

    class Meta(CallPart.Meta):
        verbose_name = _("age group")
        verbose_name_plural = _("age groups")

    def clean(self) -> None:
        if self.age_from and self.age_to is not None and self.age_to < self.age_from:
            raise ValidationError({"age_to": _("The end lies before the beginning.")})

    @property
    def ages(self) -> str:
        return wording.ages_words(self.age_from, self.age_to)

    def fits(self, years: int | None) -> bool:
        """Whether somebody of *years* belongs here; an adult's age is not known and not asked."""
        if years is None:
            return self.age_to is None or self.age_to >= ADULT_AGE
        return (self.age_from or 0) <= years <= (self.age_to if self.age_to is not None else 999)


class Prize(CallPart):
    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="prizes")
    number = models.PositiveSmallIntegerField(
        pgettext_lazy("prizes", "how many"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("In each category and age group."),
    )
    text = models.CharField(_("what one gets"), max_length=120, blank=True)
    text_en = models.CharField(_("what one gets, in English"), max_length=160, blank=True)

    class Meta(CallPart.Meta):
        verbose_name = _("prize")
        verbose_name_plural = _("prizes")

    @property
    def text_label(self) -> str:
        return localized(self, "text")
