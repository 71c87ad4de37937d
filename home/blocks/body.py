"""What an article is written with."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ArticleBody(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"))
