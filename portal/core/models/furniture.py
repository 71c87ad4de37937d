"""What stands around every page and is changed by editors: identity, menu, footer, notices."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from portal.core.bilingual import localized

from .libraries import Library

link_validator = RegexValidator(
    r"^(https?://|mailto:|tel:|/(?!/)|#)",
    _("Begin with https://, /, #, tel: or mailto:."),
)


@register_setting(icon="site", order=10)
class SiteIdentity(BaseGenericSetting):
    """Who speaks: names, address, filing numbers."""

    name = models.CharField(_("site name"), max_length=40, default="书香")
    name_en = models.CharField(_("site name in English"), max_length=80, blank=True)
    tagline = models.CharField(_("tagline"), max_length=80, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    address_en = models.CharField(_("address in English"), max_length=160, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours_line = models.CharField(
        _("opening hours in one line"),
        max_length=120,
        blank=True,
        help_text=_("Shown in the footer beside the address."),
    )
    hours_line_en = models.CharField(
        _("opening hours in one line, in English"), max_length=160, blank=True
    )
    library = models.ForeignKey(
        Library,
        verbose_name=_("library at the top of every page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whether this library is open now is shown in the bar at the top."),
    )
    sponsor = models.CharField(
        _("responsible body"),
        max_length=120,
        blank=True,
        help_text=_("The line beside the copyright sign."),
    )
    sponsor_en = models.CharField(_("responsible body in English"), max_length=160, blank=True)
    icp_number = models.CharField(
        _("ICP filing number"),
        max_length=40,
        blank=True,
        help_text=_("As the ministry issued it, for example 京ICP备00000000号-1."),
    )
    security_number = models.CharField(
        _("public-security filing number"),
        max_length=40,
        blank=True,
        help_text=_("As the police issued it, for example 京公网安备 00000000000000号."),
    )
    wechat_name = models.CharField(_("WeChat account"), max_length=60, blank=True)
    wechat_name_en = models.CharField(_("WeChat account in English"), max_length=80, blank=True)
    wechat_qr = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("QR code of the WeChat account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sample_note = models.CharField(
        _("note on sample data"),
        max_length=160,
        blank=True,
        help_text=_("Shown in the footer while the site holds invented content."),
    )
    sample_note_en = models.CharField(
        _("note on sample data, in English"), max_length=200, blank=True
    )

    class Meta:
        verbose_name = _("site identity")

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(["name", "name_en"]),
                FieldRowPanel(["tagline", "tagline_en"]),
                FieldPanel("library"),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["address", "address_en"]),
                FieldRowPanel(["hours_line", "hours_line_en"]),
                FieldRowPanel(["phone", "email"]),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["wechat_name", "wechat_name_en"]), FieldPanel("wechat_qr")],
            heading=_("WeChat"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["sponsor", "sponsor_en"]),
                FieldRowPanel(["icp_number", "security_number"]),
                FieldRowPanel(["sample_note", "sample_note_en"]),
            ],
            heading=_("Legal lines"),
        ),
    ]

    def __str__(self) -> str:
        return localized(self, "name")


class Link(Orderable):
    """A named link to a page of the site (in the reader's language) or to an address."""

    name = models.CharField(pgettext_lazy("short", "text"), max_length=40)
    name_en = models.CharField(pgettext_lazy("short", "text in English"), max_length=60, blank=True)
    # A link to a page that is gone leads nowhere, so it goes with the page.
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[link_validator],
        help_text=_("Only if the link leads to no page of this site."),
    )

    panels = [FieldRowPanel(["name", "name_en"]), FieldRowPanel(["page", "url"])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return localized(self, "name")

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"page": _("Give either a page or an address.")})


def _one_target(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(page__isnull=False, url="")
        | models.Q(page__isnull=True) & ~models.Q(url=""),
        name=name,
    )


class MenuItem(Link):
    """An entry of the main menu."""

    hide_in_elder = models.BooleanField(
        _("hidden in elder mode"),
        default=False,
        help_text=_("Elder mode shows few, large entries."),
    )

    panels = [*Link.panels, FieldPanel("hide_in_elder")]

    class Meta(Link.Meta):
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")
        constraints = [_one_target("menu_item_target")]


class FooterColumn(Orderable, ClusterableModel):
    """A group of links in the footer."""

    class Style(models.TextChoices):
        COLUMN = "column", _("column with a heading")
        LINE = "line", _("one line of partner sites")
        LEGAL = "legal", _("beside the filing numbers")

    name = models.CharField(_("heading"), max_length=40)
    name_en = models.CharField(_("heading in English"), max_length=60, blank=True)
    style = models.CharField(_("style"), max_length=8, choices=Style.choices, default=Style.COLUMN)

    class Meta(Orderable.Meta):
        verbose_name = _("footer column")
        verbose_name_plural = _("footer columns")

    def __str__(self) -> str:
        return localized(self, "name")


class FooterLink(Link):
    column = ParentalKey(FooterColumn, on_delete=models.CASCADE, related_name="links")

    class Meta(Link.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [_one_target("footer_link_target")]


class Notice(models.Model):
    """A line at the top of pages for a time: news of the house, a warning, a closure."""

    class Kind(models.TextChoices):
        INFO = "info", pgettext_lazy("notice", "information")
        WARNING = "warning", _("warning")
        CLOSURE = "closure", _("closure")

    text = models.CharField(pgettext_lazy("short", "text"), max_length=160)
    text_en = models.CharField(
        pgettext_lazy("short", "text in English"), max_length=240, blank=True
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.INFO)
    starts = models.DateTimeField(_("shown from"), default=timezone.now)
    ends = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show it until you delete it."),
    )
    url = models.CharField(_("link"), max_length=300, blank=True, validators=[link_validator])
    # A notice about a library that is gone is of no use to anybody.
    library = models.ForeignKey(
        Library,
        verbose_name=_("library"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only pages of this library show the notice. Empty: every page shows it."),
    )

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")),
                name="notice_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return localized(self, "text")

    def clean(self) -> None:
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The end must be after the start.")})
