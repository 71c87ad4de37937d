"""Pages that stand on their own, topic pages and news."""

from wagtail.models import Page

from home.models import NewsCategory, NewsPage, StandardPage, TopicPage
from portal.demo import content
from portal.demo.content import Row

from .demo import Demo, stream, texts_of


def build_pages(demo: Demo) -> str:
    made = 0
    for row in content.rows("pages", "page"):
        page = StandardPage(**demo.shared(row), body=stream(row))
        made += demo.publish(_parent(demo, row), page, texts_of(row, "body"), days_ago=95)
    for row in content.rows("pages", "topic_page"):
        campaign = row.get("campaign")
        page = TopicPage(
            **demo.shared(row),
            body=stream(row),
            starts=campaign and demo.day(campaign["starts"]),
            ends=campaign and demo.day(campaign["ends"]),
        )
        made += demo.publish(demo.home, page, texts_of(row, "body"), days_ago=20)
    return f"{made} pages"


def _parent(demo: Demo, row: Row) -> Page:
    return demo.home.get_children().get(slug=row["parent"]) if "parent" in row else demo.home


def build_news(demo: Demo) -> str:
    for position, row in enumerate(content.read("news/categories")["category"]):
        NewsCategory.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})
    categories = {category.slug: category for category in NewsCategory.objects.all()}
    index = demo.index("news")
    made = 0
    for row in sorted(content.rows("news", "news"), key=lambda row: -row["days_ago"]):
        page = NewsPage(
            **demo.shared(row),
            body=stream(row),
            date=demo.day(-row["days_ago"]),
            category=categories[row["category"]],
        )
        made += demo.publish(index, page, texts_of(row, "body"), days_ago=row["days_ago"])
    return f"{made} news pages"
