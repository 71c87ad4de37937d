"""Single dates in the admin: found, cancelled, moved, decided about; and the provisions."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from events.enums import State
from events.forms import SessionForm
from events.models import Occurrence, Provision
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


class ProvisionViewSet(SettingsViewSet):
    model = Provision
    icon = "universal-access"
    menu_label = _("Provisions for access")
    menu_order = 614
    sort_order_field = "position"
    list_display = ["name", "name_en", "slug"]
    panels = [FieldRowPanel(["name", "name_en"]), FieldRowPanel(["slug", "icon"])]
