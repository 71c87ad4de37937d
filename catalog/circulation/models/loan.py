"""A copy in a reader's hands."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Record
from portal.core.models import Library

from .patron import Patron


class LoanQuerySet(models.QuerySet["Loan"]):
    def running(self) -> Self:
        return self.filter(returned_at__isnull=True)

    def overdue(self) -> Self:
        return self.running().filter(due__lt=timezone.localdate())


class Loan(models.Model):
    """Keyed by record and barcode: an import replaces the rows of copies, never those of loans."""

    # Who had a book is forgotten some weeks after it came back (`services.forget_returned`).
    patron = models.ForeignKey(
        Patron, on_delete=models.SET_NULL, null=True, blank=True, related_name="loans"
    )
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    barcode = models.CharField(_("barcode"), max_length=40)
    library = models.ForeignKey(
        Library, verbose_name=_("lent by"), on_delete=models.PROTECT, related_name="+"
    )
    lent_at = models.DateTimeField(_("lent"), default=timezone.now)
    due = models.DateField(_("due"))
    renewals = models.PositiveSmallIntegerField(_("renewals"), default=0)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    returned_to = models.ForeignKey(
        Library,
        verbose_name=_("returned to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # The act of the reader that made it: sent twice, it is one loan.
    key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    objects = LoanQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("loan")
        verbose_name_plural = _("loans")
        constraints = [
            models.UniqueConstraint(
                fields=["barcode"], condition=Q(returned_at__isnull=True), name="copy_lent_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    returned_at__isnull=True, returned_to__isnull=True, patron__isnull=False
                )
                | Q(returned_at__isnull=False, returned_to__isnull=False),
                name="loan_runs_or_returned",
            ),
        ]
        indexes = [
            models.Index(fields=["barcode"], name="loan_of_copy"),
            models.Index(
                fields=["due"], condition=Q(returned_at__isnull=True), name="loan_running_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.barcode} → {self.due}"
