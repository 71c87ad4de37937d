"""The jury: what is looked at, what each juror gave, who gets which prize, and when."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .call import Call
from .entry import Entry
from .parts import CallPart, Prize

MOST_POINTS = 10
# Without letters and digits that look alike in print.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    """Twelve characters: sixty bits that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _number in range(CODE_LENGTH))


class Criterion(CallPart):
    """What jurors look at; one of weight 2 counts twice as much as one of weight 1."""

    call = ParentalKey(Call, on_delete=models.CASCADE, related_name="criteria")
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta(CallPart.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")


class Score(models.Model):
    """The points of one juror for one criterion of one work."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scores")
    # A criterion that is taken out of the call takes its points along.
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    # What somebody gave goes on counting when their account is gone.
    juror = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    points = models.PositiveSmallIntegerField(_("points"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["entry", "criterion", "juror"], name="score_once"),
            models.CheckConstraint(
                condition=Q(points__lte=MOST_POINTS), name="score_within_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.points}"


class Award(models.Model):
    """A work has won a prize, one at most. Shown once the call is settled and the day has come."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="award")
    prize = models.ForeignKey(
        Prize, verbose_name=_("prize"), on_delete=models.CASCADE, related_name="awards"
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["prize__sort_order", "prize", "pk"]

    def __str__(self) -> str:
        return f"{self.prize_id} · {self.entry_id}"

    @property
    def spaced_code(self) -> str:
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))

    @property
    def verify_url(self) -> str:
        return reverse("works:verify", args=[self.code])


class Verdict(models.Model):
    """The jury has settled who wins. Not part of the call, so that no older draft undoes it."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="verdict")
    settled_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return f"{self.call_id} · {self.settled_at:%Y-%m-%d}"
