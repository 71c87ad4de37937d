"""Single dates in the admin: found, cancelled, moved, decided about; and the provisions."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, ListingButton

from events.admin_forms import EventTemplateForm
from events.enums import State
from events.forms import SessionForm
from events.models import EventTemplate, Occurrence, Provision
from events.panels import TEMPLATE_PANELS
from portal.core.viewsets import ScopedModelViewSet
from portal.core.viewsets.base import IndexView
from portal.core.viewsets.site import SettingsViewSet

LOOKS_BACK = dt.timedelta(days=31)


class SessionIndexView(IndexView):
    """The last month and all that is to come; what was withdrawn concerns nobody."""

    def get_base_queryset(self) -> QuerySet[Occurrence]:
        since = timezone.localdate() - LOOKS_BACK
        rows = super().get_base_queryset().filter(last_date__gte=since)
        return rows.exclude(state=State.WITHDRAWN)


class SessionViewSet(ScopedModelViewSet):
    model = Occurrence
    icon = "date"
    menu_label = _("Event dates")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = SessionIndexView
    list_select_related = ("series", "library")
    list_display = [
        Column("title", label=_("event"), accessor="title"),
        Column("start", label=_("starts"), accessor="local_start", sort_key="start"),
        Column("library", label=_("library"), sort_key="library"),
        Column("space", label=_("room or place"), accessor="space"),
        Column("state", label=_("state"), accessor="get_state_display", sort_key="state"),
    ]
    list_filter = ["state", "library", "local_date"]
    search_fields = ["series__words"]
    ordering = ["start", "pk"]
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "What you change here stays when the series is edited later. Readers’ "
                    "calendars follow by themselves."
                )
            ),
            MultiFieldPanel(
                [
                    FieldPanel("decision"),
                    FieldRowPanel(["note", "note_en"]),
                ],
                heading=_("Does it take place?"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(["start", "end"]),
                    "library",
                    FieldRowPanel(["space", "space_en"]),
                    FieldRowPanel(["presenter", "presenter_en"]),
                ],
                heading=_("When and where"),
            ),
        ],
        base_form_class=SessionForm,
    )


class TemplateIndexView(generic.IndexView):
    """Each template with what one does with it."""

    def get_list_more_buttons(self, instance: EventTemplate) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if instance.is_archived:
            return buttons
        new = f"{reverse('events_admin:new_series')}?template={instance.pk}"
        roll_out = reverse("events_admin:roll_out", args=[instance.pk])
        coverage = f"{reverse('events_admin:coverage')}?template={instance.pk}"
        return [
            *buttons,
            ListingButton(_("New series"), url=new, icon_name="plus", priority=50),
            ListingButton(_("Roll out"), url=roll_out, icon_name="copy", priority=51),
            ListingButton(_("What has been run"), url=coverage, icon_name="table", priority=52),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [
            *super().header_more_buttons,
            Button(
                _("What has been run where"),
                url=reverse("events_admin:coverage"),
                icon_name="table",
            ),
        ]


class TemplateViewSet(ModelViewSet):
    """Used by every branch, kept by those who plan for the whole network."""

    model = EventTemplate
    icon = "copy"
    menu_label = _("Event templates")
    menu_order = 211
    add_to_admin_menu = True
    list_display = ["title", "kind", BooleanColumn("is_archived", label=_("archived"))]
    list_filter = ["kind", "is_archived", "audiences"]
    search_fields = ["title", "title_en"]
    search_backend_name = None
    index_view_class = TemplateIndexView
    inspect_view_enabled = False
    edit_handler = ObjectList(TEMPLATE_PANELS, base_form_class=EventTemplateForm)


class ProvisionViewSet(SettingsViewSet):
    model = Provision
    icon = "universal-access"
    menu_label = _("Provisions for access")
    menu_order = 614
    sort_order_field = "position"
    list_display = ["name", "name_en", "slug"]
    panels = [FieldRowPanel(["name", "name_en"]), FieldRowPanel(["slug", "icon"])]
