"""What an article is written with."""

from catalog.blocks import BookRowBlock, MostBorrowedBlock
from events.blocks import EventRowBlock
from portal.core.blocks import BodyBlock


class ArticleBody(BodyBlock):
    """The shared blocks, and rows of the catalogue and of what's on."""

    books = BookRowBlock()
    most_borrowed = MostBorrowedBlock()
    events = EventRowBlock()

    class Meta:
        template = "core/blocks/body.html"
