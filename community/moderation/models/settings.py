"""How strictly readers' contributions are looked at."""

from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _between(low: int, high: int) -> list[BaseValidator]:
    return [MinValueValidator(low), MaxValueValidator(high)]


@register_setting(icon="view", order=640)
class ModerationSettings(BaseGenericSetting):
    """What staff may set. Minors are looked at beforehand whatever stands here."""

    trusts_adults = models.BooleanField(
        _("publish at once what trusted adults write"),
        default=False,
        help_text=_("A moderator looks at it afterwards."),
    )
    trusted_after = models.PositiveSmallIntegerField(
        _("trusted after so many accepted contributions"),
        default=5,
        validators=_between(1, 100),
        help_text=_("One that was not accepted or was hidden within half a year ends the trust."),
    )
    per_day = models.PositiveSmallIntegerField(
        _("contributions of a reader in a day"), default=10, validators=_between(1, 200)
    )
    reports_per_day = models.PositiveSmallIntegerField(
        _("reports of a reader in a day"), default=20, validators=_between(1, 200)
    )
    reports_to_hide = models.PositiveSmallIntegerField(
        _("reports that hide a contribution until it is looked at"),
        default=3,
        validators=_between(1, 50),
    )
    service_hours = models.PositiveSmallIntegerField(
        _("hours within which staff look at a contribution"),
        default=24,
        validators=_between(1, 720),
    )

    class Meta:
        verbose_name = _("moderation settings")
