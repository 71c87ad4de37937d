"""When the schools have holidays: children's events gather there, and parents ask for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.bilingual import localized


class SchoolHoliday(models.Model):
    """A period such as the winter holidays, both days included."""

    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))

    class Meta:
        ordering = ["first", "pk"]
        verbose_name = _("school holidays")
        verbose_name_plural = _("school holidays")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="school_holiday_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.first}"

    @property
    def label(self) -> str:
        return localized(self, "name")

    def clean(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("The last day must not be before the first.")})
