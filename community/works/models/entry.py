"""Readers' works as everybody sees them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.moderation.models import Contribution, Voice
from community.works.enums import Band, Form, Licence

from .call import AgeGroup, Call, Category

EXCERPT = 120


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible(self) -> Self:
        return self.filter(is_visible=True)

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


class Entry(models.Model):
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

    @property
    def front(self) -> "models.Model | None":
        """The picture that stands for it, if there is one."""
        pieces = self.pieces.all()
        return next((piece for piece in pieces if piece.form == Form.PICTURE), None)

    @property
    def prize(self) -> "models.Model | None":
        """What it has won, once that is out."""
        award = getattr(self, "award", None)
        return award.prize if award and self.call and self.call.has_results else None

    @property
    def excerpt(self) -> str:
        if len(self.text) <= EXCERPT:
            return self.text
        return f"{self.text[:EXCERPT]}…"
