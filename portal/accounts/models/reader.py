"""A person who reads here: what the portal keeps beside the account itself."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.names import NICKNAME_LENGTH, validate_nickname


def language_choices() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


def default_language() -> str:
    return settings.LANGUAGE_CODE


class Reader(models.Model):
    """A user's own side: a public nickname, the language of e-mails, declared interests.

    Goes with its user: nothing about a reader outlives the account.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reader"
    )
    nickname = models.CharField(
        _("nickname"),
        max_length=NICKNAME_LENGTH,
        validators=[MinLengthValidator(2), validate_nickname],
        help_text=_("Shown with your reviews. Do not use your full name."),
    )
    language = models.CharField(
        _("language of e-mails"),
        max_length=12,
        choices=language_choices,
        default=default_language,
    )
    # Codes of topics and audiences, which live in a higher layer; the reader may declare none.
    interests = models.JSONField(_("interests"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")

    def __str__(self) -> str:
        return self.nickname
