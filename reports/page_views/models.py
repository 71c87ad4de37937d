"""How often pages were opened: a number a day and kind of page, and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .sections import Section


class DayViews(models.Model):
    """No address, person, session, device or time stands here, and none can be found from it."""

    day = models.DateField(_("day"))
    section = models.CharField(_("kind of page"), max_length=10, choices=Section.choices)
    is_robot = models.BooleanField(_("by robots"), default=False)
    count = models.PositiveBigIntegerField(_("page views"), default=0)

    class Meta:
        ordering = ["-day", "section", "is_robot"]
        verbose_name = _("page views of a day")
        verbose_name_plural = _("page views of days")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "section", "is_robot"], name="one_count_per_day_and_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.section}: {self.count}"
