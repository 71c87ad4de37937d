"""The code on the wall of a library: who knows it stands there."""

from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from portal.core.models import Library

LETTERS = "ABCDEFGHJKLMNPQRTUVWXY346789"  # without those easily mistaken
LENGTH = 8


def random_code() -> str:
    return get_random_string(LENGTH, LETTERS)


class BranchCode(models.Model):
    """Changed by staff whenever they like; the one before is worth nothing from then on."""

    library = models.OneToOneField(Library, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=LENGTH, unique=True, default=random_code)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        ordering = ["library__level", "library__position"]
        verbose_name = _("code for borrowing by oneself")
        verbose_name_plural = _("codes for borrowing by oneself")

    def __str__(self) -> str:
        return str(self.library)
