"""A picture of a cover that somebody had the right to give us."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.images.fields import PictureModelField

from .record import Record


class CoverQuerySet(models.QuerySet["Cover"]):
    def of(self, record: Record) -> "Cover | None":
        """The picture an editor gave the record, else one for its ISBN."""
        fitting = self.filter(Q(record=record.pk) | Q(isbn__in=record.isbn13))
        return fitting.order_by(models.F("record").asc(nulls_last=True), "pk").first()


class Cover(models.Model):
    """For one record, as an editor gave it, or for an ISBN, as it came from a folder.

    Where there is none, a cover is drawn from title and author (`catalog.covers`).
    """

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    isbn = models.CharField("ISBN", max_length=13, unique=True, null=True, blank=True)
    file = PictureModelField(_("picture"), upload_to="covers/")
    source = models.CharField(
        pgettext_lazy("cover", "source"),
        max_length=200,
        help_text=_("Who gave the picture, for instance the publisher."),
    )
    licence = models.CharField(
        pgettext_lazy("cover", "licence"),
        max_length=200,
        help_text=_("By what right it is shown here."),
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)  # of the file as it came
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = pgettext_lazy("book", "cover")
        verbose_name_plural = pgettext_lazy("book", "covers")
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=True, isbn__isnull=False)
                | Q(record__isnull=False, isbn__isnull=True),
                name="cover_of_a_record_or_an_isbn",
            )
        ]

    def __str__(self) -> str:
        return str(self.record or self.isbn)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self.file.delete(save=False)
        return super().delete(*args, **kwargs)
