"""Reading lists as others ask for them."""

from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from wagtail.models import PageManager, PageQuerySet

FAN = 3


class ReadingListQuerySet(PageQuerySet):
    def published(self) -> "ReadingListQuerySet":
        """What anyone may read, newest first."""
        return self.live().public().order_by(F("first_published_at").desc(nulls_last=True), "-pk")

    def holding(self, record: Any) -> "ReadingListQuerySet":
        return self.filter(items__record=record)

    def with_fans(self) -> list[Any]:
        """The lists with `fan`, the records of their first books, and `book_count`, for cards.

        Three queries, however many lists.
        """
        lists = list(self.prefetch_related("audiences"))
        items = self.model.items.rel.related_model.objects
        fans: dict[int, list[Any]] = {each.pk: [] for each in lists}
        counts: dict[int, int] = {}
        numbered = items.filter(page__in=fans).annotate(
            place=Window(RowNumber(), partition_by="page", order_by=["sort_order", "pk"]),
            total=Window(Count("pk"), partition_by="page"),
        )
        first = (
            numbered.filter(place__lte=FAN).select_related("record").only("page", "record__title")
        )
        for item in first.order_by("page", "sort_order", "pk"):
            fans[item.page_id].append(item.record)
            counts[item.page_id] = item.total
        for each in lists:
            each.fan = fans[each.pk]
            each.book_count = counts.get(each.pk, 0)
        return lists


ReadingListManager = PageManager.from_queryset(ReadingListQuerySet)
