"""What to read: the shelf of readers, lists, a programme."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from catalog import blocks as catalogue
from portal.core.languages import localized_path
from portal.core.models import Pigment
from reading_lists.selectors import latest_lists

from .context import active_locale
from .links import LinkBlock

GROUP = _("Events and reading")


class DoorBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=12)
    subtitle = blocks.CharBlock(label=_("Line below"), max_length=16, required=False, default="")
    pigment = blocks.ChoiceBlock(
        label=_("Colour"), choices=Pigment.choices, default=Pigment.AZURITE
    )
    link = LinkBlock(label=_("Leads to"))

    class Meta:
        icon = "link"
        label = _("Spine")
        form_layout = ["title", "subtitle", "pigment", "link"]


class DoorsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=30)
    text = blocks.TextBlock(label=_("Text"), max_length=120, rows=2, required=False, default="")
    doors = blocks.ListBlock(DoorBlock(), label=_("Spines"), min_num=2, max_num=6)

    class Meta:
        icon = "group"
        label = _("Shelf of readers")
        group = GROUP
        description = _("A door for each group of readers, drawn as the spine of a book.")
        template = "home/blocks/doors.html"
        preview_value = {
            "title": "从你的书架开始",
            "text": "适合的书、活动和服务放在一处，不用再挑。",
            "doors": [
                {
                    "title": title,
                    "subtitle": subtitle,
                    "pigment": pigment,
                    "link": {"text": title, "page": None, "url": "/"},
                }
                for title, subtitle, pigment in (
                    ("和孩子", "0–6 岁", "gamboge"),
                    ("少年", "13–18 岁", "malachite"),
                    ("长者", "大字与听书", "cinnabar"),
                )
            ],
        }


class ListsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=30, default="馆员书单")
    limit = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=6)

    class Meta:
        icon = "list-ol"
        label = _("Reading lists")
        group = GROUP
        description = _("The newest reading lists with their covers, kept up by itself.")
        template = "home/blocks/lists.html"
        preview_value = {"title": "馆员书单", "limit": 3}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        context.update(
            lists=latest_lists(active_locale(parent_context), value["limit"]),
            lists_url=localized_path("/lists/"),
        )
        return context


class BooksBlock(catalogue.BookRowBlock):
    """The row of books of any page, as a band of the front page."""

    class Meta:
        template = "home/blocks/books.html"


class MostBorrowedBlock(catalogue.MostBorrowedBlock):
    class Meta:
        template = "home/blocks/most_borrowed.html"


class StampBlock(blocks.StructBlock):
    sign = blocks.CharBlock(label=_("Sign"), max_length=2, help_text=_("One character."))
    name = blocks.CharBlock(label=_("Name"), max_length=12)
    is_collected = blocks.BooleanBlock(label=_("Shown as collected"), required=False)

    class Meta:
        icon = "tag"
        label = _("Stamp")


class ProgrammeBlock(blocks.StructBlock):
    eyebrow = blocks.CharBlock(label=_("Line above"), max_length=60, required=False, default="")
    title = blocks.CharBlock(label=_("Title"), max_length=40)
    text = blocks.TextBlock(label=_("Text"), max_length=240, rows=3)
    buttons = blocks.ListBlock(LinkBlock(), label=_("Buttons"), max_num=2, default=[])
    stamps = blocks.ListBlock(StampBlock(), label=_("Stamps"), max_num=10, default=[])

    class Meta:
        icon = "tick-inverse"
        label = _("Reading programme")
        group = GROUP
        description = _("A dark band that invites to a reading programme, with a card of stamps.")
        template = "home/blocks/programme.html"
        preview_value = {
            "eyebrow": "百日共读 · 第 12 天",
            "title": "集满十枚章，换一张藏书票",
            "text": "读完一本，到任意一馆盖一枚章，也可以在线打卡。",
            "buttons": [{"text": "加入共读", "page": None, "url": "/"}],
            "stamps": [
                {"sign": sign, "name": name, "is_collected": collected}
                for sign, name, collected in (
                    ("雪", "大雪", True),
                    ("京", "北京", True),
                    ("梅", "梅花", False),
                    ("鼓", "鼓楼", False),
                    ("春", "春信", False),
                )
            ],
        }
