"""What people thought of a date, without who they are."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Occurrence


class Feedback(models.Model):
    """Neither reader nor time is kept, so that nobody can tell whose it is."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="feedback")
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.CharField(_("comment"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="feedback_score")
        ]

    def __str__(self) -> str:
        return f"{self.occurrence}: {self.score}"
