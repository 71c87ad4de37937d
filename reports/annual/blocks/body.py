"""What an annual report is composed of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import PictureBlock, QuoteBlock, TextBlock, groups

from .figures import ChartBlock, FigureTableBlock, KeyFiguresBlock
from .network import MapBlock


class NarrativeBlock(TextBlock):
    class Meta:
        label = _("Narrative")
        template = "annual/blocks/text.html"


class MomentBlock(blocks.StructBlock):
    when = blocks.CharBlock(label=_("when"), max_length=20, help_text=_("Such as “April”."))
    text = blocks.CharBlock(label=_("what happened"), max_length=160)

    class Meta:
        icon = "date"
        label = _("moment")


class TimelineBlock(blocks.StructBlock):
    """What happened in the year, in its order."""

    title = blocks.CharBlock(label=_("title"), max_length=40)
    moments = blocks.ListBlock(MomentBlock(), label=_("moments"), min_num=1, max_num=24)

    class Meta:
        icon = "history"
        group = groups.TEXT
        label = _("Timeline")
        description = _("What happened in the year, one line for each moment.")
        template = "annual/blocks/timeline.html"
        preview_value = {"title": "这一年", "moments": [{"when": "4 月", "text": "阅读季开幕"}]}


class VoiceBlock(QuoteBlock):
    class Meta:
        template = "annual/blocks/quote.html"


class ReportPictureBlock(PictureBlock):
    class Meta:
        template = "annual/blocks/picture.html"


class ReportBody(blocks.StreamBlock):
    figures = KeyFiguresBlock()
    text = NarrativeBlock()
    chart = ChartBlock()
    table = FigureTableBlock()
    map = MapBlock()
    timeline = TimelineBlock()
    quote = VoiceBlock()
    picture = ReportPictureBlock()
