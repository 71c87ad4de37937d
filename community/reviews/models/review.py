"""What everybody can read about a book."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from catalog.models import Record, Work
from community.moderation.models import Contribution, Voice
from community.reviews.enums import OLDEST, TITLE_LENGTH, Form
from portal.accounts.models import Reader

EXCERPT = 220


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible(self) -> Self:
        """What the public may see. Every public page, feed and interface begins here."""
        return self.filter(is_visible=True)

    def reviews(self) -> Self:
        return self.filter(form=Form.REVIEW)

    def newest(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def most_helpful(self) -> Self:
        return self.order_by("-helpful_count", "-published_at", "-pk")

    def picked(self) -> Self:
        """Chosen by editors, the latest choice first."""
        return self.filter(picked_at__isnull=False).order_by("-picked_at", "-pk")

    def detailed(self) -> Self:
        """With author and book."""
        return self.select_related("voice", "contribution", "work__record")


class Review(index.Indexed, models.Model):
    """Written by moderation alone (`contributed`): a row is what was accepted, word for word.

    Plain text throughout. Not to be seen while it is hidden; gone when its author takes it back.
    """

    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, related_name="review"
    )
    # A work is never deleted (catalog), so nothing has to be said for that case.
    work = models.ForeignKey(
        Work, verbose_name=_("book"), on_delete=models.PROTECT, related_name="reviews"
    )
    voice = models.ForeignKey(
        Voice, verbose_name=_("author"), on_delete=models.CASCADE, related_name="reviews"
    )
    form = models.CharField(
        pgettext_lazy("about a book", "form"), max_length=8, choices=Form.choices
    )
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(_("text"))
    age_from = models.PositiveSmallIntegerField(_("fits from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("fits up to the age of"), null=True, blank=True)
    has_spoiler = models.BooleanField(_("gives away the ending"), default=False)
    is_visible = models.BooleanField(_("visible"), default=True, editable=False)
    helpful_count = models.PositiveIntegerField(_("found helpful by"), default=0, editable=False)
    picked_at = models.DateTimeField(_("picked"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.RelatedFields("voice", [index.SearchField("pen_name")]),
        index.FilterField("is_visible"),
    ]

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "work", "voice"], name="review_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="review_rating"
            ),
            models.CheckConstraint(
                condition=(Q(age_from__isnull=True) | Q(age_from__lte=OLDEST))
                & (Q(age_to__isnull=True) | Q(age_to__lte=OLDEST))
                & (
                    Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from"))
                ),
                name="review_ages",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at"], condition=Q(is_visible=True), name="review_newest"
            ),
            models.Index(
                fields=["-helpful_count", "-published_at"],
                condition=Q(is_visible=True),
                name="review_helpful",
            ),
            models.Index(
                fields=["-picked_at"],
                condition=Q(is_visible=True, picked_at__isnull=False),
                name="review_picked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:review", args=[self.contribution.uid])

    @property
    def heading(self) -> str:
        """Its title, or whose it is about what."""
        return self.title or f"{self.voice.pen_name}: {self.book_title}"

    @property
    def book_title(self) -> str:
        return self.record.full_title if self.record else self.work.title

    @property
    def record(self) -> Record | None:
        """The newest edition, as far as one is offered."""
        return self.work.record

    @property
    def book_url(self) -> str:
        return self.record.get_absolute_url() if self.record else ""

    @property
    def excerpt(self) -> str:
        """The beginning, cut where a sentence ends if one does."""
        if len(self.text) <= EXCERPT:
            return self.text
        cut = self.text[:EXCERPT]
        end = max(cut.rfind(sign) for sign in "。！？!?\n")
        return cut[: end + 1] if end > EXCERPT // 2 else f"{cut}…"

    @property
    def is_cut(self) -> bool:
        return len(self.text) > EXCERPT


class Vote(models.Model):
    """A reader found a review helpful: once, and not their own."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="votes")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [models.UniqueConstraint(fields=["review", "reader"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.review_id} · {self.reader_id}"
