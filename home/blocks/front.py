"""What editors assemble the front page from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class FrontPageBody(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"))
