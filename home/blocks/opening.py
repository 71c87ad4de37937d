"""The top of the front page: the picture with its sentence, the search box, the services."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import PictureChooserBlock

from .links import IconLinkBlock, LinkBlock

GROUP = _("Top of the page")


class HeroBlock(blocks.StructBlock):
    eyebrow = blocks.CharBlock(label=_("Line above"), max_length=60, required=False, default="")
    title = blocks.CharBlock(label=_("Title"), max_length=40)
    text = blocks.TextBlock(label=_("Sentence"), max_length=160, rows=2, required=False, default="")
    buttons = blocks.ListBlock(LinkBlock(), label=_("Buttons"), max_num=2, default=[])
    picture = PictureChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Wide, with its lower part busy and its left side calm. Empty: our drawing."),
    )

    class Meta:
        icon = "image"
        label = _("Opening picture")
        group = GROUP
        description = _("A large picture with the campaign of the season and up to two buttons.")
        template = "home/blocks/hero.html"
        preview_value = {
            "eyebrow": "2026 冬季共读 · 12 月 1 日至 3 月 10 日",
            "title": "一百天，读完一座城",
            "text": "十二本写北京的书，和邻居一起从大雪读到惊蛰。",
            "buttons": [{"text": "报名共读", "page": None, "url": "/events/"}],
            "picture": None,
        }


class FinderBlock(blocks.StructBlock):
    hot_words = blocks.ListBlock(
        blocks.CharBlock(max_length=16),
        label=_("What others look for"),
        max_num=8,
        default=[],
        help_text=_("Each word is a search."),
    )

    class Meta:
        icon = "search"
        label = _("Search box")
        group = GROUP
        description = _("Searches books, events, lists and libraries; with words to start from.")
        template = "home/blocks/finder.html"
        preview_value = {"hot_words": ["史铁生", "冬至诗会", "手机课堂", "大字本", "绘本"]}


class QuickLinksBlock(blocks.StructBlock):
    links = blocks.ListBlock(IconLinkBlock(), label=_("Services"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("Services")
        group = GROUP
        description = _("Four or eight services that readers come for most, each with an icon.")
        template = "home/blocks/quick_links.html"
        preview_value = {
            "links": [
                {"icon": icon, "text": text, "page": None, "url": "/"}
                for icon, text in (
                    ("ticket", "活动报名"),
                    ("book", "查找馆藏"),
                    ("renew", "续借与预约"),
                    ("card", "办读者证"),
                )
            ]
        }
