"""What every builder is handed, and how pages are made: published, then translated."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page

from events.models import EventTemplate, Provision
from home.models import HomePage
from portal.core.models import Audience, BasePage, Library, Topic
from portal.core.translations import translate_page
from portal.demo import markup
from portal.demo.content import Row
from portal.images.models import CustomImage


@dataclass
class Demo:
    """The site being built. Maps go from the codes of the content files to rows."""

    home: HomePage
    today: dt.date
    scale: str
    seed: int
    libraries: dict[str, Library] = field(default_factory=dict)
    audiences: dict[str, Audience] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    provisions: dict[str, Provision] = field(default_factory=dict)
    pictures: dict[str, CustomImage] = field(default_factory=dict)
    templates: dict[str, EventTemplate] = field(default_factory=dict)
    english: Locale = field(default_factory=lambda: Locale.objects.get(language_code="en"))

    def day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(days=offset)

    def moment(self, offset: int, hour: int = 9) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(self.day(offset), dt.time(hour)))

    def index(self, slug: str) -> Page:
        """One of the index pages every site has."""
        return self.home.get_children().get(slug=slug).specific

    def shared(self, row: Row) -> dict[str, Any]:
        """The fields all page types have."""
        return {
            "title": row["title"],
            "slug": row["slug"],
            "summary": row.get("summary", ""),
            "cover": self.pictures.get(row.get("cover", "")),
            "audiences": [self.audiences[slug] for slug in row.get("audiences", [])],
            "topics": [self.topics[slug] for slug in row.get("topics", [])],
            "library": self.libraries.get(row.get("library", "")),
        }

    def publish(
        self, parent: Page, page: BasePage, texts: Mapping[str, str], *, days_ago: int = 0
    ) -> bool:
        """Put *page* below *parent* and into English as far as *texts* reach.

        A page that is there already stays as it is; says whether this one is new.
        """
        if parent.get_children().filter(slug=page.slug).exists():
            return False
        page.locale = parent.locale
        page.first_published_at = self.moment(-days_ago)
        parent.add_child(instance=page)
        page.save_revision().publish()
        if texts:
            self.translate(page, texts)
        return True

    def translate(self, page: BasePage, texts: Mapping[str, str]) -> None:
        done = translate_page(page, self.english, texts)
        Page.objects.filter(pk=done.page.pk).update(first_published_at=page.first_published_at)
        if done.missing:
            raise ValueError(f"No English for {done.missing} of {page.slug}")


def stream(row: Row) -> str:
    """The raw value of the page's body."""
    return json.dumps(markup.stream(row.get("body", "")), ensure_ascii=False)


def texts_of(row: Row, *marked: str) -> dict[str, str]:
    """Every text of *row* that has an English one beside it; *marked* are written in our marks."""
    if "title_en" not in row:
        return {}
    texts = {
        row[name]: row[f"{name}_en"] for name in row if f"{name}_en" in row and name not in marked
    }
    for name in marked:
        texts.update(markup.pairs(row.get(name, ""), row.get(f"{name}_en", "")))
    return texts
