"""The programme page: an introduction by editors, and what there is to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from community.volunteers import browsing
from portal.core.blocks import BodyBlock
from portal.core.fields import StreamField
from portal.core.models import BasePage

# Places are taken without anything being published; nobody sees the list for longer than this.
POLICY = "public, max-age=60"


class VolunteerPage(BasePage):
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "volunteers/programme.html"

    class Meta:
        verbose_name = _("volunteers page")
        verbose_name_plural = _("volunteers pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **browsing.listing(request.GET)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        response["Cache-Control"] = POLICY
        return response
