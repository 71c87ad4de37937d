"""Who reads ahead: the public profile of a lead reader."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.search import index

from community.clubs.enums import State
from portal.accounts.models import Reader
from portal.core.bilingual import localized
from portal.core.models import Library, Topic
from portal.core.models.vocabulary import slug_validator
from reading_lists.models import ReadingListPage


class LeadReaderQuerySet(models.QuerySet["LeadReader"]):
    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)


class LeadReader(index.Indexed, ClusterableModel):
    """The person whom events name as "led by": the same name, word for word, ties them together.

    So planners write a name once, and there is no second list of people beside the schedule.
    """

    # A profile belongs to the house that invited its person.
    library = models.ForeignKey(
        Library, verbose_name=_("library"), on_delete=models.PROTECT, related_name="lead_readers"
    )
    slug = models.CharField(
        _("code in addresses"), max_length=60, unique=True, validators=[slug_validator]
    )
    name = models.CharField(
        pgettext_lazy("person", "name"),
        max_length=80,
        unique=True,
        help_text=_("Events that are led by exactly this name are shown on the profile."),
    )
    name_en = models.CharField(
        pgettext_lazy("person", "name in English"), max_length=120, blank=True
    )
    line = models.CharField(
        _("in one line"), max_length=80, blank=True, help_text=_("For example “retired teacher”.")
    )
    line_en = models.CharField(_("in one line, in English"), max_length=120, blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    introduction = models.TextField(
        pgettext_lazy("club", "introduction"),
        blank=True,
        help_text=_("A blank line begins a new paragraph."),
    )
    introduction_en = models.TextField(pgettext_lazy("club", "introduction in English"), blank=True)
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("fields"), blank=True, related_name="lead_readers"
    )
    reading_lists = ParentalManyToManyField(
        ReadingListPage, verbose_name=_("reading lists"), blank=True, related_name="lead_readers"
    )
    # The profile is the library's; without the account it only loses what came from it.
    reader = models.OneToOneField(
        Reader,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="lead_reader",
        help_text=_("With it they see the members of the clubs they lead, and write to them."),
    )
    shows_reviews = models.BooleanField(
        _("shows their reviews"),
        default=False,
        help_text=_("Only if they agree: it tells everybody whose pen name it is."),
    )
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)

    objects = LeadReaderQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.SearchField("name_en", boost=3),
        index.SearchField("line"),
        index.SearchField("line_en"),
        index.SearchField("introduction"),
        index.SearchField("introduction_en"),
        index.RelatedFields("topics", [index.SearchField("name"), index.SearchField("name_en")]),
        index.FilterField("state"),
    ]

    class Meta:
        verbose_name = _("lead reader")
        verbose_name_plural = _("lead readers")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shows_reviews=False) | Q(reader__isnull=False),
                name="lead_reviews_need_account",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("clubs:lead", args=[self.slug])

    def clean(self) -> None:
        if self.shows_reviews and self.reader_id is None:
            raise ValidationError({"shows_reviews": _("Choose their account first.")})

    @property
    def label(self) -> str:
        return localized(self, "name")

    @property
    def line_label(self) -> str:
        return localized(self, "line")

    @property
    def introduction_label(self) -> str:
        return localized(self, "introduction")
