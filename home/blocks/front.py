"""What editors assemble the front page from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .columns import ColumnsBlock
from .figures import FiguresBlock
from .network import NetworkBlock
from .opening import FinderBlock, HeroBlock, QuickLinksBlock
from .shelves import BooksBlock, DoorsBlock, ListsBlock, MostBorrowedBlock, ProgrammeBlock
from .today import TodayBlock


class FrontPageBody(blocks.StreamBlock):
    hero = HeroBlock()
    finder = FinderBlock()
    quick_links = QuickLinksBlock()
    today = TodayBlock()
    doors = DoorsBlock()
    lists = ListsBlock()
    books = BooksBlock()
    most_borrowed = MostBorrowedBlock()
    programme = ProgrammeBlock()
    figures = FiguresBlock()
    network = NetworkBlock()
    columns = ColumnsBlock()

    class Meta:
        label = _("Sections")
        block_counts = {
            name: {"max_num": 1}
            for name in ("hero", "finder", "quick_links", "today", "lists", "figures", "network")
        }
