"""All shared blocks in the order editors are offered them."""

from wagtail.blocks import StreamBlock

from .data import FiguresBlock, TableBlock
from .links import DocumentsBlock, PageLinksBlock, PartnersBlock, PeopleBlock
from .media import EmbedBlock, GalleryBlock, PictureBlock
from .text import CalloutBlock, QuoteBlock, TextBlock


class BodyBlock(StreamBlock):
    """The body of a page."""

    text = TextBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    embed = EmbedBlock()
    table = TableBlock()
    figures = FiguresBlock()
    pages = PageLinksBlock()
    documents = DocumentsBlock()
    people = PeopleBlock()
    partners = PartnersBlock()

    class Meta:
        template = "core/blocks/body.html"
