"""Libraries with their hours, the holiday calendar, facilities, notices and posts of staff."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from portal.core.admin_forms import LibraryModelForm
from portal.core.models import (
    ClosureDay,
    Facility,
    Library,
    LibraryStaff,
    Notice,
    SchoolHoliday,
)

from .base import ScopedModelViewSet

# Only who may add libraries changes where they stand in the network.
STRUCTURE = "core.add_library"


class LibraryViewSet(ScopedModelViewSet):
    model = Library
    icon = "home"
    menu_label = _("Libraries")
    list_display = ["name", "code", "level", "parent", "phone"]
    list_select_related = ("parent",)
    list_filter = ["level", "parent"]
    search_fields = ["name", "name_en", "short_name", "code", "address"]
    ordering = ["level", "position"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["name", "name_en"]),
                    FieldRowPanel(["short_name", "short_name_en"]),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(["address", "address_en"]),
                            FieldPanel("directions"),
                            FieldPanel("directions_en"),
                            FieldRowPanel(["latitude", "longitude"]),
                            FieldRowPanel(["phone", "email"]),
                        ],
                        heading=_("Where it is"),
                    ),
                    FieldPanel("facilities", widget=forms.CheckboxSelectMultiple),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(
                                [
                                    FieldPanel("code", permission=STRUCTURE),
                                    FieldPanel("slug", permission=STRUCTURE),
                                ]
                            ),
                            FieldRowPanel(
                                [
                                    FieldPanel("level", permission=STRUCTURE),
                                    FieldPanel("parent", permission=STRUCTURE),
                                    FieldPanel("position", permission=STRUCTURE),
                                ]
                            ),
                        ],
                        heading=_("Place in the network"),
                        permission=STRUCTURE,
                    ),
                ],
                heading=_("Library"),
            ),
            ObjectList(
                [
                    HelpPanel(
                        content=_(
                            "Two lines on one weekday make a lunch break; a weekday without a "
                            "line is a day without opening."
                        )
                    ),
                    InlinePanel("opening_hours", heading=_("Weekly hours"), label=_("opening")),
                    FieldPanel("closes_on_holidays"),
                ],
                heading=_("Opening hours"),
            ),
            ObjectList(
                [
                    HelpPanel(
                        content=_(
                            "Days on which this library closes or keeps other hours. Leave both "
                            "times empty for a day without opening. Readers see the reason."
                        )
                    ),
                    InlinePanel("exceptional_days", heading=_("Exceptional days"), label=_("day")),
                ],
                heading=_("Exceptional days"),
            ),
        ]
    )


class NoticeViewSet(ScopedModelViewSet):
    model = Notice
    icon = "warning"
    menu_label = _("Notices")
    list_display = ["text", "kind", "library", "starts", "ends"]
    list_select_related = ("library",)
    list_filter = ["kind", "library"]
    search_fields = ["text", "text_en"]
    ordering = ["-starts"]
    edit_handler = ObjectList(
        [
            FieldPanel("text"),
            FieldPanel("text_en"),
            FieldRowPanel(["kind", "library"]),
            FieldRowPanel(["starts", "ends"]),
            FieldPanel("url"),
        ],
        base_form_class=LibraryModelForm,
    )


class ClosureDayViewSet(ModelViewSet):
    model = ClosureDay
    icon = "calendar-alt"
    menu_label = _("Holidays and closures")
    list_display = ["date", "name", "kind", "source"]
    list_filter = {"date": ["gte", "lte"], "kind": ["exact"]}
    search_fields = ["name", "name_en"]
    search_backend_name = None
    ordering = ["-date"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel(["date", "kind"]),
        FieldRowPanel(["name", "name_en"]),
    ]


class SchoolHolidayViewSet(ModelViewSet):
    model = SchoolHoliday
    icon = "date"
    menu_label = _("School holidays")
    list_display = ["name", "first", "last"]
    search_fields = ["name", "name_en"]
    search_backend_name = None
    ordering = ["-first"]
    copy_view_enabled = False
    panels = [
        HelpPanel(
            content=_(
                "The schools' notice gives the dates each year. What's on has a link to the "
                "holidays that are on or come next."
            )
        ),
        FieldRowPanel(["name", "name_en"]),
        FieldRowPanel(["first", "last"]),
    ]


class FacilityViewSet(ModelViewSet):
    model = Facility
    icon = "tick"
    menu_label = _("Facilities")
    list_display = ["name", "name_en", "is_accessibility"]
    list_filter = ["is_accessibility"]
    search_fields = ["name", "name_en"]
    search_backend_name = None
    sort_order_field = "position"
    copy_view_enabled = False
    panels = [
        FieldRowPanel(["name", "name_en"]),
        FieldRowPanel(["slug", "icon"]),
        FieldPanel("is_accessibility"),
    ]


class StaffPostForm(WagtailAdminModelForm):
    """Readers are users too: only people with a role of staff are offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = get_user_model().objects.filter(Q(groups__isnull=False) | Q(is_superuser=True))
        self.fields["user"].queryset = staff.distinct().order_by("username")


class LibraryStaffViewSet(ScopedModelViewSet):
    model = LibraryStaff
    icon = "group"
    menu_label = _("Posts of staff")
    list_display = ["user", "library"]
    list_select_related = ("user", "library")
    list_filter = ["library"]
    search_fields = ["user__username", "user__last_name", "user__first_name", "library__name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "A post limits somebody's work to a library and all below it. People without "
                    "a post work for the whole network."
                )
            ),
            FieldRowPanel(["user", "library"]),
        ],
        base_form_class=StaffPostForm,
    )


class LibrariesGroup(ViewSetGroup):
    menu_label = _("Libraries")
    menu_icon = "home"
    menu_order = 300
    items = (
        LibraryViewSet,
        NoticeViewSet,
        ClosureDayViewSet,
        SchoolHolidayViewSet,
        FacilityViewSet,
        LibraryStaffViewSet,
    )
