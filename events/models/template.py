"""What many libraries do alike: the defaults of a series, some of which branches may not change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from portal.core.bilingual import localized
from portal.core.blocks import BodyBlock
from portal.core.fields import StreamField
from portal.core.models import Audience, Topic

from .particulars import Particulars, particulars_constraints
from .provision import Provision
from .schedule import Pattern
from .terms import PriorityGroup, Question, Terms, terms_constraints


class EventTemplate(Terms, Pattern, ClusterableModel):
    """Managed by those who plan for the whole network; every branch may start a series from it."""

    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(
        _("title in English"),
        max_length=160,
        blank=True,
        help_text=_("With it the English page is made along with the Chinese one."),
    )
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    summary_en = models.CharField(_("summary in English"), max_length=300, blank=True)
    registration_note = models.CharField(_("how to take part"), max_length=200, blank=True)
    registration_note_en = models.CharField(
        _("how to take part, in English"), max_length=300, blank=True
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    cover = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    audiences = ParentalManyToManyField(
        Audience, verbose_name=_("for whom"), blank=True, related_name="+"
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="+")
    provisions = ParentalManyToManyField(
        Provision, verbose_name=_("provisions for access"), blank=True, related_name="+"
    )
    priority_groups = ParentalManyToManyField(
        PriorityGroup, verbose_name=_("priority groups"), blank=True, related_name="+"
    )
    reading_list = models.ForeignKey(
        Page,
        verbose_name=_("reading list"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    internal_note = models.TextField(
        _("note for the libraries"),
        blank=True,
        help_text=_("Only staff read it: what to prepare, whom to ask."),
    )
    locked = models.JSONField(_("fixed for branches"), default=list, blank=True)
    is_archived = models.BooleanField(
        _("archived"), default=False, help_text=_("No new series are made from it.")
    )

    # A template belongs to the network and begins nowhere.
    library = start_date = ends_on = None

    TEXTS = ("title", "summary", "registration_note")
    COPIED = (
        *TEXTS,
        *("body", "cover", "reading_list", "internal_note"),
        *("kind", "all_day", "start_time", "duration", "rule", "session_limit", "holiday_policy"),
        *(field.name for field in Particulars._meta.fields),
        *(field.name for field in Terms._meta.fields),
    )
    TAGS = ("audiences", "topics", "provisions", "priority_groups")
    LOCKABLE = (
        *TEXTS,
        *("body", "kind", "start_time", "all_day", "duration", "rule", "session_limit"),
        *("holiday_policy", "presenter", "partners", "audiences", "min_age", "max_age"),
        *("topics", "language", "provisions", "capacity", "price", "price_note"),
    )
    LOCKABLE_TERMS = (*(field.name for field in Terms._meta.fields), "priority_groups")

    class Meta:
        ordering = ["is_archived", "title", "pk"]
        verbose_name = _("event template")
        verbose_name_plural = _("event templates")
        constraints = [
            *particulars_constraints("template"),
            *terms_constraints("template"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return localized(self, "title")

    @property
    def state_label(self) -> str:
        return gettext("archived") if self.is_archived else gettext("in use")

    @property
    def locked_fields(self) -> set[str]:
        """Field names of a page that branches may not change; an English text goes with its own."""
        names = set(self.locked) & {*self.LOCKABLE, *self.LOCKABLE_TERMS}
        return names | {f"{name}_en" for name in names}


class TemplateQuestion(Orderable, Question):
    template = ParentalKey(EventTemplate, on_delete=models.CASCADE, related_name="questions")

    class Meta(Orderable.Meta):
        pass

    def __str__(self) -> str:
        return self.text
