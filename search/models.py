"""What readers look for, counted by day and without a trace of who looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from search.engine.cleaning import MAX_LENGTH


class SearchQuery(models.Model):
    """How often a text was searched on a day. No person, address, session or time stands here."""

    day = models.DateField(_("day"))
    text = models.CharField(pgettext_lazy("search", "text"), max_length=MAX_LENGTH)
    kind = models.CharField(_("among"), max_length=8)
    results = models.PositiveIntegerField(_("results"), default=0)
    count = models.PositiveIntegerField(_("searches"), default=1)

    class Meta:
        ordering = ["-day", "-count", "text"]
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            models.UniqueConstraint(fields=["day", "text", "kind"], name="one_count_per_search")
        ]

    def __str__(self) -> str:
        return self.text
