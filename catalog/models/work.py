"""A work: what its editions have in common, and what readers mean when they say "the book"."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Work(models.Model):
    """Editions, translations by another hand and the volumes of a set are one work.

    Written by the import with its records. A row is never deleted, so that reviews may hang on it:
    a work whose only edition gets another title stays the same row (`catalog.services.works`).
    """

    key = models.CharField(max_length=32, unique=True, editable=False)
    title = models.TextField(pgettext_lazy("book", "title"))
    author = models.TextField(pgettext_lazy("book", "author"), blank=True)
    record = models.ForeignKey(
        "catalog.Record",
        verbose_name=_("newest edition"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
    )  # one that is offered, if there is any
    editions = models.PositiveIntegerField(_("editions"), default=0)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def __str__(self) -> str:
        return f"{self.title} · {self.author}" if self.author else self.title
