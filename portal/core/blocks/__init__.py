"""The blocks editors build pages from. Apps add their own by extending `BodyBlock`."""

from .body import BodyBlock
from .data import FiguresBlock, TableBlock
from .links import DocumentsBlock, PageLinksBlock, PartnersBlock, PeopleBlock
from .media import EmbedBlock, GalleryBlock, PictureBlock, PictureChooserBlock
from .text import CalloutBlock, QuoteBlock, TextBlock

__all__ = [
    "BodyBlock",
    "CalloutBlock",
    "DocumentsBlock",
    "EmbedBlock",
    "FiguresBlock",
    "GalleryBlock",
    "PageLinksBlock",
    "PartnersBlock",
    "PeopleBlock",
    "PictureBlock",
    "PictureChooserBlock",
    "QuoteBlock",
    "TableBlock",
    "TextBlock",
]
