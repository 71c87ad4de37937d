"""The word list that staff keep."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.moderation.enums import WordAction


class Word(models.Model):
    """Found in full-width, traditional, pinyin and look-alike letters, and with signs between."""

    text = models.CharField(_("word"), max_length=40, unique=True)
    action = models.CharField(
        _("what happens"), max_length=4, choices=WordAction.choices, default=WordAction.HOLD
    )
    note = models.CharField(_("note for colleagues"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("word of the word list")
        verbose_name_plural = _("word list")
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if sum(char.isalnum() for char in self.text) < 2:
            raise ValidationError({"text": _("A word has at least two letters or characters.")})
