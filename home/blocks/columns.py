"""Columns side by side: the latest news, links, an appeal."""

from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.languages import localized_path

from .links import IconLinkBlock, LinkBlock


def _categories() -> list[tuple[str, str]]:
    """Read when the form is drawn, not when the code is loaded."""
    return [(row.slug, row.label) for row in apps.get_model("home", "NewsCategory").objects.all()]


class NewsColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=20, default="公告")
    category = blocks.CharBlock(
        default="",
        label=_("Category"),
        max_length=40,
        required=False,
        help_text=_("The code of one category of news. Empty: all news."),
    )
    limit = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=8)

    class Meta:
        icon = "list-ul"
        label = _("News")
        template = "home/blocks/news_column.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        pages = apps.get_model("home", "NewsPage").objects
        news = pages.in_language(get_language() or "").listed()
        if value["category"]:
            news = news.filter(category__slug=value["category"])
        context.update(news=news[: value["limit"]], news_url=localized_path("/news/"))
        return context


class LinksColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=20)
    links = blocks.ListBlock(IconLinkBlock(), label=_("Links"), min_num=1, max_num=6)

    class Meta:
        icon = "link"
        label = _("Links")
        template = "home/blocks/links_column.html"


class AppealColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=20)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link"])
    link = LinkBlock(label=_("Button"))

    class Meta:
        icon = "help"
        label = _("Appeal")
        template = "home/blocks/appeal_column.html"


class ColumnsBlock(blocks.StreamBlock):
    news = NewsColumnBlock()
    links = LinksColumnBlock()
    appeal = AppealColumnBlock()

    class Meta:
        icon = "table"
        label = _("Columns")
        group = _("The library itself")
        description = _("Up to three columns: notices, links, an appeal for help.")
        template = "home/blocks/columns.html"
        max_num = 3
        preview_value = [
            ("news", {"title": "公告", "category": "", "limit": 4}),
            (
                "links",
                {
                    "title": "读报与电子资源",
                    "links": [
                        {"icon": "news", "text": "今日电子报", "page": None, "url": "/"},
                        {"icon": "speaker", "text": "听书", "page": None, "url": "/"},
                    ],
                },
            ),
        ]
