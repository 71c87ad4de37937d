"""Calls for entries: what is asked for, of whom, until when, and what can be won."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from community.works import wording
from community.works.enums import LARGEST_MB, LONGEST, MOST_FILES, Form, Licence, Stage
from portal.core import roles
from portal.core.bilingual import localized
from portal.core.models import Library
from portal.core.models.vocabulary import slug_validator
from portal.images.models import CustomImage

FEATURES = ["h2", "bold", "italic", "ol", "ul", "link"]


def may_judge() -> models.Q:
    """Whom a jury can be made of: those with the right to give points."""
    return models.Q(groups__name__in=[roles.JURORS, roles.EDITORS]) | models.Q(is_superuser=True)


class CallQuerySet(models.QuerySet["Call"]):
    def published(self) -> Self:
        return self.filter(live=True)

    def detailed(self) -> Self:
        return self.select_related("image", "library", "verdict").prefetch_related(
            "categories", "age_groups", "prizes"
        )


class Call(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One row for all languages: entries in either language come to the same jury."""

    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=100, blank=True)
    slug = models.CharField(
        _("code in addresses"), max_length=60, unique=True, validators=[slug_validator]
    )
    summary = models.CharField(_("in one sentence"), max_length=160)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=240, blank=True)
    image = models.ForeignKey(
        CustomImage,
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Whose moderators look at the entries; of none, those of the whole network.
    library = models.ForeignKey(
        Library,
        verbose_name=_("library"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Its moderators look at the entries. Empty: those of the whole network."),
    )
    rules = RichTextField(_("what it is about, and the rules"), features=FEATURES)
    rules_en = RichTextField(_("the same in English"), features=FEATURES, blank=True)
    opens_at = models.DateTimeField(pgettext_lazy("call for entries", "opens"))
    closes_at = models.DateTimeField(pgettext_lazy("call for entries", "closes"))
    results_on = models.DateField(
        _("results on"),
        null=True,
        blank=True,
        help_text=_("On this day the winners are shown, once the jury has settled them."),
    )
    takes_text = models.BooleanField(_("texts"), default=True)
    takes_pictures = models.BooleanField(_("pictures"), default=True)
    takes_pdf = models.BooleanField(_("PDF files"), default=False)
    takes_audio = models.BooleanField(_("audio"), default=False)
    per_person = models.PositiveSmallIntegerField(
        _("entries per person"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    most_files = models.PositiveSmallIntegerField(
        _("files per entry"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_FILES)],
    )
    file_mb = models.PositiveSmallIntegerField(
        _("megabytes per file"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_MB)],
    )
    longest_text = models.PositiveSmallIntegerField(
        _("characters per text"),
        default=3_000,
        validators=[MinValueValidator(50), MaxValueValidator(LONGEST)],
    )
    licence = models.CharField(
        _("licence"), max_length=8, choices=Licence.choices, default=Licence.LIBRARY
    )
    consent = models.TextField(
        _("what entrants agree to"),
        max_length=1_000,
        help_text=_("Shown beside the tick. Kept word for word with each entry."),
        default="作品是本人（或我的孩子）创作的，没有抄袭；同意图书馆按上面的许可使用它。",
    )
    consent_en = models.TextField(
        _("what entrants agree to, in English"),
        max_length=1_500,
        blank=True,
        default=(
            "The work is my own (or my child’s) and not copied; the library may use it as the "
            "licence above says."
        ),
    )
    is_blind = models.BooleanField(
        _("the jury sees no names"),
        default=True,
        help_text=_("Until the winners are settled."),
    )
    hides_names = models.BooleanField(
        _("the public sees no names"),
        default=False,
        help_text=_(
            "Until the results are shown, there are no pen names on the pages of these works, in "
            "search, feed and open data."
        ),
    )
    jurors = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("jury"),
        blank=True,
        related_name="+",
        limit_choices_to=may_judge,
        help_text=_("Members of the groups “Jurors” and “Editors”."),
    )
    # All revisions and workflows go with the call.
    _revisions = GenericRelation(
        Revision,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="work_call",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        WorkflowState,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="work_call",
        for_concrete_model=False,
    )

    objects = CallQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("title_en", boost=3),
        index.SearchField("summary"),
        index.SearchField("summary_en"),
        index.SearchField("plain_rules"),
        index.FilterField("live"),
    ]

    class Meta:
        verbose_name = _("call for entries")
        verbose_name_plural = _("calls for entries")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="call_closes_after"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def revisions(self) -> Any:
        return self._revisions

    def get_absolute_url(self) -> str:
        return reverse("works:call", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "works/call.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"request": request, "call": self, "crumbs": []}

    def clean(self) -> None:
        """The rules between fields, said at the field that breaks them."""
        errors = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            errors["closes_at"] = _("It closes before it opens.")
        if self.results_on and self.closes_at and self.results_on < self.deadline:
            errors["results_on"] = _("The results are out before it closes.")
        if not self.forms:
            errors["takes_text"] = _("Take at least one kind of work.")
        if errors:
            raise ValidationError(errors)

    @property
    def label(self) -> str:
        return localized(self, "title")

    @property
    def summary_label(self) -> str:
        return localized(self, "summary")

    @property
    def rules_label(self) -> str:
        return localized(self, "rules")

    @property
    def plain_rules(self) -> list[str]:
        """Both languages without marks, for search."""
        return [get_text_for_indexing(text) for text in (self.rules, self.rules_en) if text]

    @property
    def consent_label(self) -> str:
        return localized(self, "consent")

    @property
    def forms(self) -> list[Form]:
        """The kinds of work it takes."""
        takes = {
            Form.TEXT: self.takes_text,
            Form.PICTURE: self.takes_pictures,
            Form.PDF: self.takes_pdf,
            Form.AUDIO: self.takes_audio,
        }
        return [form for form, is_taken in takes.items() if is_taken]

    @property
    def is_settled(self) -> bool:
        return getattr(self, "verdict", None) is not None

    @property
    def has_results(self) -> bool:
        """Whether the winners are shown: settled, and the day has come."""
        day = self.results_on
        return self.is_settled and (day is None or day <= timezone.localdate())

    @property
    def keeps_names(self) -> bool:
        """Whether nobody is told yet who has made what."""
        return self.hides_names and not self.has_results

    @property
    def stage(self) -> Stage:
        now = timezone.now()
        if now < self.opens_at:
            return Stage.COMING
        if now < self.closes_at:
            return Stage.OPEN
        if self.has_results:
            return Stage.RESULTS
        return Stage.JUDGING if self.results_on else Stage.OVER

    @property
    def is_open(self) -> bool:
        return self.stage == Stage.OPEN

    @property
    def stage_words(self) -> str:
        """How it stands, as one says it at the door."""
        stage = self.stage
        if stage == Stage.COMING:
            return wording.opens_words(self.opens_at)
        if stage == Stage.OPEN:
            return wording.closes_words(self.closes_at)
        if stage == Stage.JUDGING:
            return wording.results_words(self.results_on)
        return wording.stage_words(stage)

    @property
    def deadline(self) -> dt.date:
        """The day on which ages are counted."""
        return timezone.localdate(self.closes_at)
