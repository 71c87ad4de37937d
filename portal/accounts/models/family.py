"""Children and others who take part through a guardian's account."""

from datetime import date

from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.errors import AccountsError
from portal.accounts.names import NICKNAME_LENGTH, validate_nickname

from .consent import ConsentKind
from .reader import Reader

FIRST_YEAR, LAST_YEAR = 1900, 2100


class FamilyMember(models.Model):
    """Nickname, year and month of birth, nothing more: no name, day, school or number.

    Whoever points here must let go when the member is removed (CASCADE or SET_NULL, never PROTECT).
    """

    guardian = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="family")
    nickname = models.CharField(
        _("nickname"),
        max_length=NICKNAME_LENGTH,
        validators=[MinLengthValidator(1), validate_nickname],
        help_text=_("A pet name is enough. Do not use the full name."),
    )
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    birth_month = models.PositiveSmallIntegerField(
        _("month of birth"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("family member")
        verbose_name_plural = _("family members")
        ordering = ["birth_year", "birth_month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="family_birth_year",
            ),
            models.CheckConstraint(
                condition=models.Q(birth_month__range=(1, 12)), name="family_birth_month"
            ),
            models.UniqueConstraint(
                fields=["guardian", "nickname"],
                name="family_nickname_once",
                violation_error_message=_("You have already entered someone by this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.nickname

    def save(self, *args, **kwargs) -> None:
        """Nobody is entered without the guardian's consent, whichever code asks for it."""
        if self._state.adding and not self.guardian.consents.covers(ConsentKind.CHILDREN):
            raise AccountsError(_("Your consent is needed before a family member is entered."))
        super().save(*args, **kwargs)

    def age_on(self, day: date) -> int:
        """Age in whole months, as if born on the first of the month; never below zero."""
        return max(0, (day.year - self.birth_year) * 12 + day.month - self.birth_month)
