"""What staff look at daily: requests to decide, and the board of a day."""

import datetime as dt
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from events.filters.reading import read_date
from events.spaces import selectors, services
from events.spaces.errors import BookingError
from events.spaces.models import Booking, Space
from portal.core.models import Library
from portal.core.permissions import scope_of

DAY = dt.timedelta(days=1)


def own_bookings(user: Any) -> QuerySet[Booking]:
    """Bookings of the user's libraries; none for those who may not change any."""
    policy = policy_registry.get_by_type(Booking)
    return policy.instances_user_has_any_permission_for(user, ["change"])


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """Only for those who decide about bookings of some library."""

    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policy_registry.get_by_type(Booking).user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RequestsView(DeskView):
    """What waits for a decision, the oldest wish first, and events without their room."""

    page_title = gettext_lazy("Requests")
    header_icon = "tick"
    template_name = "spaces/admin/requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = own_bookings(self.request.user).waiting().order_by("created_at")
        scope = scope_of(self.request.user)
        return super().get_context_data(
            bookings=list(rows.detailed().select_related("reader").prefetch_related("copy_sets")),
            homeless=selectors.events_without_room(scope and scope.libraries),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        booking = get_object_or_404(own_bookings(request.user), uid=_uid(request))
        reasons = {name: request.POST.get(name, "")[:200] for name in ("reason", "reason_en")}
        try:
            if "approve" in request.POST:
                services.approve(booking, staff=request.user)
                messages.success(request, _("Approved. The reader is told."))
            else:
                services.decline(booking, staff=request.user, **reasons)
                messages.success(request, _("Declined. The reader is told."))
        except BookingError as error:
            messages.error(request, str(error))
        return redirect(request.path)


def _uid(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("booking", ""))
    except ValueError as error:
        raise Http404 from error


class BoardView(DeskView):
    """All rooms of a library on one day, hour by hour."""

    page_title = gettext_lazy("Board of the day")
    header_icon = "calendar-alt"
    template_name = "spaces/admin/board.html"

    @cached_property
    def libraries(self) -> list[Library]:
        scope = scope_of(self.request.user)
        own = Library.objects.filter(pk__in=Space.objects.order_by().values("library"))
        return list(own if scope is None else own.filter(pk__in=scope.libraries))

    def _library(self) -> Library | None:
        wanted = self.request.GET.get("library", "")
        if not wanted:
            return self.libraries[0] if self.libraries else None
        found = next((row for row in self.libraries if row.slug == wanted), None)
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        date = read_date(self.request.GET.get("date", "")) or timezone.localdate()
        library = self._library()
        return super().get_context_data(
            libraries=self.libraries,
            library=library,
            date=date,
            before=date - DAY,
            after=date + DAY,
            today=timezone.localdate(),
            board=selectors.board(library, date) if library else None,
            **kwargs,
        )


class DeskViewSet(ViewSet):
    """A single page of the menu, for those who decide about bookings."""

    view_class: type[DeskView]

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.view_class.as_view(), name="index")]

    def get_menu_item(self, order: int | None = None) -> Any:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: policy_registry.get_by_type(Booking).user_has_permission(
            request.user, "change"
        )
        return item


class RequestsViewSet(DeskViewSet):
    name = "space_requests"
    view_class = RequestsView
    menu_label = gettext_lazy("Requests")
    icon = "tick"


class BoardViewSet(DeskViewSet):
    name = "space_board"
    view_class = BoardView
    menu_label = gettext_lazy("Board of the day")
    icon = "calendar-alt"
