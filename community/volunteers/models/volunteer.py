"""People who help: a reader, or a young member of a reader's family."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.volunteers.enums import Availability, Language, Stage
from portal.accounts.models import FamilyMember, Reader
from portal.core.models import Library

from .opportunity import Skill

MONTHS = 12
LOOKS = {
    Stage.APPLIED: ("hourglass", "gamboge"),
    Stage.INTERVIEW: ("users", "azurite"),
    Stage.APPROVED: ("check", "malachite"),
    Stage.PAUSED: ("moon", "mute"),
    Stage.REFUSED: ("close", "mute"),
    Stage.ENDED: ("close", "mute"),
}


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def of_reader(self, reader: Reader) -> Self:
        """The reader, and the young volunteers of the family."""
        return self.filter(reader=reader).select_related("library", "member", "reader")

    def approved(self) -> Self:
        return self.filter(stage=Stage.APPROVED)


class Volunteer(models.Model):
    """Never shown to anybody but the reader and the staff of the library.

    Only `services` changes the stage. Goes with its reader or family member: what stays of the
    hours has no name.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="volunteers")
    # Who is under age helps through the guardian's account.
    member = models.OneToOneField(
        FamilyMember, on_delete=models.CASCADE, null=True, blank=True, related_name="volunteer"
    )
    name = models.CharField(
        _("name"), max_length=40, help_text=_("As it is to stand on a certificate.")
    )
    phone = models.CharField(_("telephone"), max_length=30)
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    birth_month = models.PositiveSmallIntegerField(
        _("month of birth"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    skills = models.ManyToManyField(Skill, verbose_name=_("skills"), blank=True, related_name="+")
    # Values of `Language` and `Availability`.
    languages = models.JSONField(_("languages"), default=list, blank=True)
    availability = models.JSONField(_("when"), default=list, blank=True)
    motivation = models.CharField(_("why you want to help"), max_length=500, blank=True)
    # Kept only while somebody may be on duty.
    emergency_name = models.CharField(_("whom to call in an emergency"), max_length=40, blank=True)
    emergency_phone = models.CharField(_("their telephone"), max_length=30, blank=True)
    shows_name = models.BooleanField(
        _("my full name may be shown when somebody checks a certificate"), default=False
    )
    # Who decides about the application; the approval holds here and in the libraries below.
    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="volunteers"
    )
    is_network_wide = models.BooleanField(_("in the whole network"), default=False)
    interviewed_at = models.DateTimeField(_("talked with on"), null=True, blank=True)
    stage = models.CharField(
        pgettext_lazy("volunteer", "state"),
        max_length=9,
        choices=Stage.choices,
        default=Stage.APPLIED,
    )
    applied_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.UniqueConstraint(
                fields=["reader"],
                condition=Q(member__isnull=True),
                name="volunteer_once_per_reader",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__range=(1, 12)), name="volunteer_birth_month"
            ),
        ]
        indexes = [models.Index(fields=["library", "stage"], name="volunteer_library_stage")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("volunteers:profile", args=[self.uid])

    @property
    def look(self) -> tuple[str, str]:
        return LOOKS[Stage(self.stage)]

    @property
    def masked_name(self) -> str:
        """The first character, the rest hidden."""
        return self.name[:1] + "*" * max(1, len(self.name) - 1)

    @property
    def is_approved(self) -> bool:
        return self.stage == Stage.APPROVED

    def age_on(self, day: dt.date) -> int:
        """Age in whole years, as if born on the first of the month."""
        year, month = self.birth_year, self.birth_month
        if self.member:
            year, month = self.member.birth_year, self.member.birth_month
        return max(0, ((day.year - year) * MONTHS + day.month - month) // MONTHS)

    def is_minor_on(self, day: dt.date) -> bool:
        return self.age_on(day) < settings.PORTAL_VOLUNTEER_ADULT_AGE

    def needs_parent_on(self, day: dt.date) -> bool:
        """Whether a parent has to be there all the time."""
        return self.age_on(day) < settings.PORTAL_VOLUNTEER_ALONE_AGE

    def is_cleared_for(self, library: Library) -> bool:
        return self.is_network_wide or self.library_id in (library.pk, library.parent_id)

    @property
    def language_labels(self) -> list[str]:
        return [str(Language(code).label) for code in self.languages if code in Language]

    @property
    def availability_labels(self) -> list[str]:
        return [str(Availability(code).label) for code in self.availability if code in Availability]


class Step(models.Model):
    """What was decided about a volunteer: who, when and why. Rows are only added."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=9, choices=Stage.choices)
    note = models.CharField(_("told to the volunteer"), max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.get_stage_display()}"
