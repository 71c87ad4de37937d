"""What readers say about a report."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.moderation.models import Contribution, Voice


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible(self) -> Self:
        return self.filter(is_visible=True).select_related("voice", "contribution")


class Comment(models.Model):
    """Written by moderation alone (`contributed`): what was accepted, word for word."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="+")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(db_index=True)
    text = models.TextField(_("text"))
    is_visible = models.BooleanField(default=True, editable=False)
    published_at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")

    def __str__(self) -> str:
        return f"{self.year}: {self.text[:40]}"
