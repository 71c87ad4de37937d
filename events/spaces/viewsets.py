"""Rooms, rules and bookings in the admin."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup

from events.spaces.desk_forms import BookingDecisionForm, NewBookingForm, SpaceForm
from events.spaces.errors import BookingError
from events.spaces.models import Booking, Equipment, Space, SpaceRules
from events.spaces.views.desk import BoardViewSet, RequestsViewSet
from portal.core.admin_forms import LibraryModelForm
from portal.core.viewsets import ScopedModelViewSet
from portal.core.viewsets.base import EditView, IndexView
from portal.core.viewsets.site import SettingsViewSet

LOOKS_BACK = dt.timedelta(days=31)


class SpaceViewSet(ScopedModelViewSet):
    model = Space
    icon = "home"
    menu_label = _("Rooms")
    list_display = [
        Column("name", label=_("name"), accessor="label", sort_key="name"),
        "library",
        "kind",
        "capacity",
        "bookable_by",
        "is_active",
    ]
    list_select_related = ("library",)
    list_filter = ["library", "kind", "bookable_by", "is_active"]
    search_fields = ["name", "name_en", "library__name"]
    ordering = ["library__position", "position"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["library", "kind"]),
                    FieldRowPanel(["name", "name_en"]),
                    FieldRowPanel(["summary", "summary_en"]),
                    FieldRowPanel(["description", "description_en"]),
                    FieldRowPanel(["directions", "directions_en"]),
                    FieldRowPanel(["capacity", "position"]),
                    FieldPanel("equipment", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("accessibility", widget=forms.CheckboxSelectMultiple),
                    InlinePanel("photos", heading=_("Pictures"), label=_("picture")),
                    FieldRowPanel(["slug", "is_active"]),
                ],
                heading=_("Room"),
            ),
            ObjectList(
                [
                    FieldRowPanel(["bookable_by", "rules"]),
                    FieldPanel("takes_book_clubs"),
                    HelpPanel(
                        content=_(
                            "Without lines here the room opens with its library. Days on which the "
                            "library closes count for the room as well."
                        )
                    ),
                    InlinePanel(
                        "hours",
                        heading=_("Hours of its own"),
                        label=_("opening"),
                        panels=[FieldRowPanel(["weekday", "opens", "closes"])],
                    ),
                ],
                heading=_("Booking"),
            ),
            ObjectList(
                [
                    HelpPanel(content=_("Only study rooms are booked by the seat.")),
                    InlinePanel(
                        "seats",
                        heading=_("Seats"),
                        label=_("seat"),
                        panels=[
                            FieldRowPanel(["label", "is_active"]),
                            FieldRowPanel(["note", "note_en"]),
                        ],
                    ),
                ],
                heading=_("Seats"),
            ),
        ],
        base_form_class=SpaceForm,
    )


class SpaceRulesViewSet(ScopedModelViewSet):
    model = SpaceRules
    icon = "list-ul"
    menu_label = _("Booking rules")
    list_display = ["name", "library", "mode", "needs_approval"]
    list_select_related = ("library",)
    list_filter = ["library", "mode", "needs_approval"]
    search_fields = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel(["name", "library"]),
            MultiFieldPanel(
                [
                    "mode",
                    "slot_minutes",
                    FieldRowPanel(["min_minutes", "max_minutes"]),
                    FieldRowPanel(["padding_before", "padding_after"]),
                ],
                heading=_("Times"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(["horizon_days", "lead_hours"]),
                    FieldRowPanel(["per_day", "per_week", "per_month"]),
                    FieldRowPanel(["min_people", "max_people"]),
                    FieldRowPanel(["needs_approval", "cancel_hours"]),
                ],
                heading=_("Limits"),
            ),
        ],
        base_form_class=LibraryModelForm,
    )


class ServiceViewMixin:
    """What a service has against a change is shown in the form that asked for it."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except BookingError as error:
            form.add_problems(error)
            self.produced_error_message = str(error)
            answer = self.form_invalid(form)  # type: ignore[attr-defined]
        return answer


class BookingCreateView(ServiceViewMixin, generic.CreateView):
    pass


class BookingEditView(ServiceViewMixin, EditView):
    pass


class BookingIndexView(IndexView):
    """The last month and all that is to come."""

    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().filter(end__gte=timezone.now() - LOOKS_BACK)


class BookingViewSet(ScopedModelViewSet):
    model = Booking
    icon = "calendar-alt"
    menu_label = _("Bookings")
    index_view_class = BookingIndexView
    add_view_class = BookingCreateView
    edit_view_class = BookingEditView
    list_display = [
        Column("title", label=_("booked for"), accessor="title"),
        Column("space", label=_("room"), sort_key="space"),
        Column("start", label=_("starts"), accessor="local_start", sort_key="start"),
        Column("end", label=_("ends"), accessor="local_end"),
        Column("status", label=_("state"), accessor="get_status_display", sort_key="status"),
    ]
    list_select_related = ("space__library", "occurrence__series")
    list_filter = ["status", "kind", "space__library"]
    search_fields = ["holder", "group", "space__name", "space__name_en"]
    ordering = ["start", "pk"]
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("space"),
            FieldPanel("kind"),
            FieldRowPanel(["start", "end"]),
            MultiFieldPanel(
                [
                    FieldRowPanel(["holder", "phone"]),
                    FieldPanel("email"),
                    FieldRowPanel(["group", "people"]),
                    FieldPanel("purpose"),
                    FieldPanel("seat_label"),
                    FieldRowPanel([FieldPanel("book"), FieldPanel("copies")]),
                ],
                heading=_("Booked for"),
            ),
        ],
        base_form_class=NewBookingForm,
    )
    decision_handler = ObjectList(
        [
            HelpPanel(template="spaces/admin/booking.html"),
            MultiFieldPanel(
                [
                    FieldPanel("decision"),
                    FieldRowPanel(["reason", "reason_en"]),
                    FieldPanel("copies_ready"),
                ],
                heading=_("Decision"),
            ),
            MultiFieldPanel([FieldRowPanel(["start", "end"])], heading=_("Another time")),
        ],
        base_form_class=BookingDecisionForm,
    )

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        panel = self.decision_handler.bind_to_model(self.model)
        given = super().get_edit_view_kwargs(**kwargs)
        return {**given, "panel": panel, "form_class": panel.get_form_class()}


class SpacesGroup(ViewSetGroup):
    menu_label = _("Rooms")
    menu_icon = "calendar-alt"
    menu_order = 220
    items = (RequestsViewSet, BoardViewSet, BookingViewSet, SpaceViewSet, SpaceRulesViewSet)


class EquipmentViewSet(SettingsViewSet):
    model = Equipment
    icon = "cog"
    menu_label = _("Equipment of rooms")
    menu_order = 615
    sort_order_field = "position"
    list_display = ["name", "name_en", "slug"]
    panels = [FieldRowPanel(["name", "name_en"]), FieldRowPanel(["slug", "icon"])]
