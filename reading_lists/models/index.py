"""The page that shows all lists."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.core.models import BasePage
from portal.core.selectors import audiences, topics
from reading_lists.browsing import ListFilters

from .lists import ReadingListPage

PER_PAGE = 12


class ReadingListIndexPage(BasePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["reading_lists.ReadingListPage"]
    max_count_per_parent = 1
    template = "reading_lists/index.html"

    class Meta:
        verbose_name = _("reading lists page")
        verbose_name_plural = _("reading lists pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        filters = ListFilters.from_query(
            request.GET, audiences=list(audiences()), topics=list(topics())
        )
        found = filters.apply(ReadingListPage.objects.child_of(self).published())
        results = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        results.object_list = results.object_list.with_fans()
        return {
            **super().get_context(request, *args, **kwargs),
            "filters": filters,
            "results": results,
        }
