from .front import HomePage
from .libraries import LibrariesIndexPage, LibraryPage
from .news import NewsCategory, NewsIndexPage, NewsPage
from .standard import StandardPage
from .topics import TopicPage

__all__ = [
    "HomePage",
    "LibrariesIndexPage",
    "LibraryPage",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "StandardPage",
    "TopicPage",
]
