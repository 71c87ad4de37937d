"""Words: running text, quotations, and boxes that stand out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from . import groups

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_FEATURES = ["bold", "link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links; nothing that could break a page's look."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        group = groups.TEXT
        label = _("Text")
        description = _("Paragraphs, headings, lists and links.")
        template = "core/blocks/text.html"
        preview_value = "<h2>冬日读书</h2><p>雪落了，灯也亮了。请带一本<b>想读完的书</b>来。</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(
        label=_("who said it, and where"), max_length=120, required=False, default=""
    )

    class Meta:
        icon = "openquote"
        group = groups.TEXT
        label = _("Quotation")
        description = _("Somebody's words, with their source.")
        template = "core/blocks/quote.html"
        preview_value = {
            "text": "读书破万卷，下笔如有神。",
            "source": "杜甫《奉赠韦左丞丈二十二韵》",
        }


class CalloutKind(models.TextChoices):
    INFO = "info", _("good to know")
    TIP = "tip", _("tip")
    WARNING = "warning", _("mind this")


ICONS = {CalloutKind.INFO: "info", CalloutKind.TIP: "check", CalloutKind.WARNING: "alert"}


class CalloutValue(blocks.StructValue):
    @property
    def icon(self) -> str:
        return ICONS[CalloutKind(self["kind"])]

    @property
    def kind_label(self) -> str:
        return str(CalloutKind(self["kind"]).label)


class CalloutBlock(blocks.StructBlock):
    """A box for what must not be missed: conditions, changes, a piece of advice."""

    kind = blocks.ChoiceBlock(
        label=_("kind"), choices=CalloutKind.choices, default=CalloutKind.INFO
    )
    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    text = blocks.RichTextBlock(label=pgettext_lazy("short", "text"), features=SHORT_FEATURES)

    class Meta:
        icon = "info-circle"
        group = groups.TEXT
        label = _("Callout")
        description = _("A box that stands out from the text.")
        template = "core/blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "kind": "info",
            "title": "带什么",
            "text": "<p>读者证或身份证，以及一支笔。</p>",
        }
