"""A small typed link from an action to what shows that it happens."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page, Site

from catalog.models import Record
from portal.core.bilingual import localized

from .action import Action


class Evidence(Orderable):
    """One target: a page of any kind, a book of the catalogue, or an address.

    Checked when it is saved; a target that dies later is not shown (see `selectors.evidence`).
    """

    # Part of its action and of the action's revisions.
    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="evidence")
    # A page may be deleted: the evidence is then dead and hidden, and staff see it empty.
    page = models.ForeignKey(
        Page,
        verbose_name=pgettext_lazy("evidence", "page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("An event series, a reading list, a report, news or any other page."),
    )
    record = models.ForeignKey(
        Record,
        verbose_name=pgettext_lazy("evidence", "book"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.CharField(
        pgettext_lazy("evidence", "address"),
        max_length=300,
        blank=True,
        help_text=_("Of this site (/volunteer/) or another (https://…)."),
    )
    label = models.CharField(
        _("words of the link"),
        max_length=80,
        blank=True,
        help_text=_("Empty: the title of the page or book. An address needs words."),
    )
    label_en = models.CharField(_("words of the link in English"), max_length=140, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.words or self.url or str(self.page or self.record or "")

    @property
    def words(self) -> str:
        return localized(self, "label")

    def clean(self) -> None:
        chosen = [name for name in ("page", "record", "url") if getattr(self, name)]
        if len(chosen) != 1:
            raise ValidationError(_("Choose a page or a book, or write an address: one of them."))
        if self.url:
            self._check_address()
        elif self.page and not is_public(self.page):
            raise ValidationError({"page": _("Readers cannot open this page.")})
        elif self.record and self.record.is_withdrawn:
            raise ValidationError({"record": _("This book is no longer in the catalogue.")})

    def _check_address(self) -> None:
        if not self.label:
            raise ValidationError({"label": _("Say in words where the address leads.")})
        if self.url.startswith("https://"):
            return
        if not self.url.startswith("/") or self.url.startswith("//"):
            raise ValidationError({"url": _("Begin with https:// or, on this site, with /.")})
        if not leads_somewhere(self.url):
            raise ValidationError({"url": _("There is nothing at this address.")})


def is_public(page: Page) -> bool:
    return Page.objects.live().public().filter(pk=page.pk).exists()


def leads_somewhere(path: str) -> bool:
    """Whether *path* is an address of this site: a view, or a page that readers can open.

    It is written for the source language; readers of another get it in theirs.
    """
    path = path.partition("?")[0].partition("#")[0]
    try:
        with override(settings.LANGUAGE_CODE):
            match = resolve(path)
    except Resolver404:
        return False
    if match.view_name != "wagtail_serve":
        return True
    roots = Site.objects.values_list("root_page__url_path", flat=True)
    pages = Page.objects.live().public()
    return pages.filter(url_path__in=[root + path.lstrip("/") for root in roots]).exists()
