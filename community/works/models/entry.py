"""Readers' works as everybody sees them."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from community.moderation.models import Contribution, Voice
from community.works.enums import Band, Form, Licence

from .call import Call
from .parts import AgeGroup, Category

EXCERPT = 120


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible(self) -> Self:
        return self.filter(is_visible=True)

    def named(self) -> Self:
        """Without those of which it is not told yet who made them (`Call.keeps_names`)."""
        has_results = Q(call__verdict__isnull=False) & (
            Q(call__results_on=None) | Q(call__results_on__lte=timezone.localdate())
        )
        return self.filter(Q(call=None) | Q(call__hides_names=False) | has_results)

    def grown_up(self) -> Self:
        """Of adults: what children have made is not told to search engines."""
        return self.filter(voice__member=None)

    def newest(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def detailed(self) -> Self:
        """With all that a card or a page of a work shows."""
        return self.select_related(
            "voice",
            "contribution",
            "call__verdict",
            "category",
            "age_group",
            "award__prize",
        ).prefetch_related("pieces")


class Entry(index.Indexed, models.Model):
    """The accepted version of a work, entered for a call or simply shown.

    Written by `contributed.publish` alone; the words and files of other versions are moderation's.
    """

    # It goes with what its author offered.
    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, related_name="entry"
    )
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="entries")
    # A call with entries cannot be deleted by mistake; its categories and groups may change.
    call = models.ForeignKey(
        Call,
        verbose_name=_("call for entries"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
    )
    category = models.ForeignKey(
        Category, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    age_group = models.ForeignKey(
        AgeGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    form = models.CharField(
        pgettext_lazy("reader’s work", "kind"), max_length=7, choices=Form.choices
    )
    band = models.CharField(_("age"), max_length=5, choices=Band.choices)
    licence = models.CharField(_("licence"), max_length=8, choices=Licence.choices)
    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(_("text"), blank=True)
    is_visible = models.BooleanField(_("published"), default=True)
    published_at = models.DateTimeField(_("published"))
    likes_count = models.PositiveIntegerField(_("likes"), default=0)

    objects = EntryQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.SearchField("pen_name"),
        index.FilterField("is_visible"),
    ]

    class Meta:
        verbose_name = _("reader’s work")
        verbose_name_plural = _("readers’ works")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-published_at"], condition=Q(is_visible=True), name="entry_newest"
            ),
            models.Index(
                fields=["call", "-published_at"],
                condition=Q(is_visible=True),
                name="entry_of_call",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("works:work", args=[self.contribution.uid])

    @classmethod
    def get_indexed_objects(cls) -> QuerySet["Entry"]:
        rows: QuerySet[Entry] = super().get_indexed_objects()
        return rows.select_related("voice", "call__verdict")

    @property
    def front(self) -> "models.Model | None":
        """The picture that stands for it, or the first page of a document, if there is one."""
        pieces = [piece for piece in self.pieces.all() if piece.small]
        return min(pieces, key=lambda piece: piece.form != Form.PICTURE, default=None)

    @property
    def prize(self) -> "models.Model | None":
        """What it has won, once that is out."""
        award = getattr(self, "award", None)
        return award.prize if award and self.call and self.call.has_results else None

    @property
    def pen_name(self) -> str:
        """Whose it is, as everybody may know it; nothing while the call keeps that back."""
        return "" if self.call and self.call.keeps_names else self.voice.pen_name

    @property
    def changed_at(self) -> dt.datetime:
        """When its words or files were last sent in, or when it was published."""
        version = self.contribution.published_version
        return max(self.published_at, version.created_at) if version else self.published_at

    @property
    def excerpt(self) -> str:
        if len(self.text) <= EXCERPT:
            return self.text
        return f"{self.text[:EXCERPT]}…"
