"""For whom, where and on what terms: fields of the page that editors write and of its series."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from events.enums import Language, PlaceKind
from portal.core.bilingual import localized
from portal.core.models import Library


def ages_label(first: int | None, last: int | None) -> str:
    """“3–6 岁”, “ages 3 to 6”; nothing where any age is welcome."""
    ages = {"first": first, "last": last}
    if first is not None and last is not None:
        return gettext("ages %(first)s to %(last)s") % ages
    if first is not None:
        return gettext("from the age of %(first)s") % ages
    return gettext("up to the age of %(last)s") % ages if last is not None else ""


class Particulars(models.Model):
    """All that is said of a series besides its texts and its dates."""

    library: Library | None  # a field of the page and of the series

    place_kind = models.CharField(
        _("takes place"), max_length=9, choices=PlaceKind.choices, default=PlaceKind.LIBRARY
    )
    space = models.CharField(
        _("room or place"),
        max_length=80,
        blank=True,
        help_text=_("A room of the library, or the name of another place."),
    )
    space_en = models.CharField(_("room or place in English"), max_length=120, blank=True)
    address = models.CharField(
        _("address"),
        max_length=120,
        blank=True,
        help_text=_("Of the other place; the library’s own address is not shown then."),
    )
    address_en = models.CharField(_("address in English"), max_length=200, blank=True)
    # Never shown in public: not on pages, not in feeds, not in search (tests/events/test_privacy).
    online_url = models.URLField(
        _("link for taking part"),
        max_length=500,
        blank=True,
        help_text=_("Only people who have registered are told."),
    )
    presenter = models.CharField(_("led by"), max_length=80, blank=True)
    presenter_en = models.CharField(_("led by, in English"), max_length=120, blank=True)
    partners = models.CharField(
        _("partners"),
        max_length=160,
        blank=True,
        help_text=_("Whom the library does this with, for example a school or a museum."),
    )
    partners_en = models.CharField(_("partners in English"), max_length=240, blank=True)
    language = models.CharField(
        _("language"), max_length=6, choices=Language.choices, default=Language.CHINESE
    )
    min_age = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    max_age = models.PositiveSmallIntegerField(
        _("to age"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("In years; this age is included."),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("For each date. Leave empty if there is no limit."),
    )
    price = models.DecimalField(
        _("price in yuan"),
        max_digits=7,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("0 is free."),
    )
    price_note = models.CharField(
        _("about the price"),
        max_length=80,
        blank=True,
        help_text=_("For example “materials included”."),
    )
    price_note_en = models.CharField(_("about the price, in English"), max_length=120, blank=True)
    staff_only = models.BooleanField(
        _("staff only"),
        default=False,
        help_text=_(
            "A training for colleagues: nobody but signed-in staff finds the page or its dates."
        ),
    )

    class Meta:
        abstract = True

    @property
    def space_label(self) -> str:
        return localized(self, "space")

    @property
    def address_label(self) -> str:
        return localized(self, "address")

    @property
    def presenter_label(self) -> str:
        return localized(self, "presenter")

    @property
    def partners_label(self) -> str:
        return localized(self, "partners")

    @property
    def price_note_label(self) -> str:
        return localized(self, "price_note")

    @property
    def ages_label(self) -> str:
        return ages_label(self.min_age, self.max_age)

    @property
    def price_label(self) -> str:
        """“¥20，含材料”; nothing where it is free and there is nothing to say of it."""
        price = "" if self.is_free else f"¥{self.price:.2f}".removesuffix(".00")
        parts = [part for part in (price, self.price_note_label) if part]
        return pgettext("between parts of a sentence", ", ").join(parts)

    @property
    def venue(self) -> Library | None:
        """The library people go to, if it is one."""
        return self.library if self.place_kind == PlaceKind.LIBRARY else None

    @property
    def is_free(self) -> bool:
        return not self.price

    @property
    def is_online(self) -> bool:
        return self.place_kind == PlaceKind.ONLINE

    @property
    def is_at_other_place(self) -> bool:
        return self.place_kind == PlaceKind.ELSEWHERE


def particulars_constraints(prefix: str) -> list[models.CheckConstraint]:
    """The rules of these fields for a model; names of constraints must differ between models."""
    unlimited = models.Q(min_age__isnull=True) | models.Q(max_age__isnull=True)
    return [
        models.CheckConstraint(
            condition=unlimited | models.Q(max_age__gte=models.F("min_age")),
            name=f"{prefix}_age_range",
        ),
        models.CheckConstraint(
            condition=models.Q(price__gte=0), name=f"{prefix}_price_not_negative"
        ),
        models.CheckConstraint(
            condition=models.Q(capacity__isnull=True) | models.Q(capacity__gte=1),
            name=f"{prefix}_capacity_not_zero",
        ),
    ]
