"""The ledger of hours: entries are added, never changed and never taken away."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.volunteers.enums import EntryKind
from community.volunteers.errors import VolunteerError

from .shift import SignUp
from .volunteer import Volunteer


def _refuse() -> None:
    raise VolunteerError(_("The ledger of hours is never changed; add a correction."))


class HoursQuerySet(models.QuerySet["HoursEntry"]):
    def total(self) -> int:
        """The minutes of all entries."""
        return self.aggregate(sum=Sum("minutes"))["sum"] or 0

    def of_volunteer(self, volunteer: Volunteer) -> Self:
        return self.filter(volunteer=volunteer)

    def update(self, **values: Any) -> int:
        _refuse()
        return 0

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse()
        return 0, {}


class HoursEntry(models.Model):
    """So many minutes more, or fewer: the entries of a sign-up add up to the time helped.

    When a person goes, the link to them is emptied: the sums of library and task stay.
    """

    signup = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="entries")
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    minutes = models.IntegerField(gettext_lazy("minutes"))
    reason = models.CharField(gettext_lazy("reason"), max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = HoursQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = gettext_lazy("entry of hours")
        verbose_name_plural = gettext_lazy("entries of hours")
        constraints = [
            models.CheckConstraint(condition=~Q(minutes=0), name="hours_say_something"),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.ATTENDED) | ~Q(reason=""),
                name="hours_correction_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "at"], name="hours_volunteer")]

    def __str__(self) -> str:
        return f"{self.minutes:+d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse()
        return 0, {}
