"""What volunteers can do, where and on what terms."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel

from community.volunteers.enums import OpportunityState, Rhythm
from portal.core.bilingual import localized
from portal.core.models import Library
from portal.core.models.vocabulary import VocabularyTerm, slug_validator

# Addresses below /volunteer/ that are something else.
RESERVED = {"join", "verify", "shifts", "here"}


class Skill(VocabularyTerm):
    """Something a volunteer can: reading aloud, sign language, mending books."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def published(self) -> Self:
        return self.filter(state=OpportunityState.PUBLISHED)

    def detailed(self) -> Self:
        return self.select_related("library").prefetch_related("skills")


class Opportunity(ClusterableModel):
    """A task of a library for volunteers; its shifts say when."""

    # A task belongs to its house; a library with volunteers cannot be deleted by mistake.
    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="opportunities"
    )
    slug = models.CharField(
        _("code in addresses"), max_length=60, unique=True, validators=[slug_validator]
    )
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=160, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=240, blank=True)
    tasks = models.TextField(
        _("what to do"), blank=True, help_text=_("One task on each line; readers see a list.")
    )
    tasks_en = models.TextField(_("what to do, in English"), blank=True)
    place = models.CharField(_("where"), max_length=120, blank=True)
    place_en = models.CharField(_("where, in English"), max_length=160, blank=True)
    skills = ParentalManyToManyField(
        Skill, verbose_name=_("skills of use"), blank=True, related_name="opportunities"
    )
    rhythm = models.CharField(
        _("how often"), max_length=9, choices=Rhythm.choices, default=Rhythm.RECURRING
    )
    min_age = models.PositiveSmallIntegerField(
        _("minimum age in years"),
        default=18,
        validators=[MaxValueValidator(99)],
        help_text=_(
            "On the day of the shift. Under 18 the guardian must consent; the youngest come with "
            "a parent."
        ),
    )
    needs_interview = models.BooleanField(
        _("needs a talk first"),
        default=False,
        help_text=_("Only volunteers with whom the library has talked can sign up."),
    )
    contact = models.CharField(
        _("contact post"), max_length=60, help_text=_("A post or a desk, no private name.")
    )
    contact_en = models.CharField(_("contact post in English"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(
        _("e-mail of the staff"),
        blank=True,
        help_text=_("Told of late cancellations, swaps and shifts at risk. Not shown."),
    )
    opens_days = models.PositiveSmallIntegerField(
        _("sign-up opens so many days before"),
        default=60,
        validators=[MaxValueValidator(366)],
    )
    closes_hours = models.PositiveSmallIntegerField(
        _("sign-up closes so many hours before"),
        default=2,
        validators=[MaxValueValidator(24 * 30)],
    )
    week_limit = models.PositiveSmallIntegerField(
        _("shifts per person and week"),
        null=True,
        blank=True,
        help_text=_("Of this task, from Monday to Sunday. Empty: no limit."),
    )
    waiting_limit = models.PositiveSmallIntegerField(
        _("places on the waiting list"),
        null=True,
        blank=True,
        help_text=_("Empty: as many as want to. 0: no list."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offered place"),
        default=24,
        validators=[MaxValueValidator(24 * 14)],
        help_text=_("0: who waits gets a free place at once."),
    )
    release_hours = models.PositiveSmallIntegerField(
        _("can be given back freely until so many hours before"),
        default=24,
        validators=[MaxValueValidator(24 * 30)],
        help_text=_("Later than that the staff are told at once."),
    )
    risk_days = models.PositiveSmallIntegerField(
        _("at risk when not full so many days before"),
        default=3,
        validators=[MaxValueValidator(60)],
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=OpportunityState.choices,
        default=OpportunityState.DRAFT,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("volunteer task")
        verbose_name_plural = _("volunteer tasks")

    def __str__(self) -> str:
        return f"{self.label} · {self.library.short_label}"

    def get_absolute_url(self) -> str:
        return reverse("volunteers:opportunity", args=[self.slug])

    def clean(self) -> None:
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("This code is taken by another page.")})

    @property
    def label(self) -> str:
        return localized(self, "title")

    @property
    def summary_label(self) -> str:
        return localized(self, "summary")

    @property
    def place_label(self) -> str:
        return localized(self, "place")

    @property
    def contact_label(self) -> str:
        return localized(self, "contact")

    @property
    def task_lines(self) -> list[str]:
        lines = localized(self, "tasks").splitlines()
        return [line.strip() for line in lines if line.strip()]

    @property
    def is_published(self) -> bool:
        return self.state == OpportunityState.PUBLISHED
