"""Which letters a reader wants."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.notify.enums import Category


class Preference(models.Model):
    """A choice that was made; without a row the default of the category holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_preferences"
    )
    category = models.CharField(max_length=12, choices=Category.choices)
    is_wanted = models.BooleanField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("e-mail preference")
        verbose_name_plural = _("e-mail preferences")
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="preference_once"),
            models.CheckConstraint(
                condition=~models.Q(category=Category.ESSENTIAL), name="preference_not_essential"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.is_wanted}"
