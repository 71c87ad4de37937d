"""What an article is written with."""

from events.blocks import EventRowBlock
from portal.core.blocks import BodyBlock


class ArticleBody(BodyBlock):
    """The shared blocks, and rows of what's on."""

    events = EventRowBlock()

    class Meta:
        template = "core/blocks/body.html"
