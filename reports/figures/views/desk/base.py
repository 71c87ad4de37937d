"""What the pages of figures in the admin share."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class GuardedMixin:
    """*is_allowed* answers for a user."""

    is_allowed: Callable[[Any], bool]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not type(self).is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class BelowBatchesMixin(WagtailAdminTemplateMixin):
    """The way to the page leads by the list of batches."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("figure_batches:index"), "label": pgettext("figure", "Where from")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
