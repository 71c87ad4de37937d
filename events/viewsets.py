"""Single dates in the admin: found, cancelled, moved, decided about; and the provisions."""

import datetime as dt
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    ButtonsColumnMixin,
    Column,
    TitleColumn,
)
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton, ListingButton
from wagtail.log_actions import log

from events.admin_forms import EventTemplateForm
from events.enums import State
from events.errors import EventError
from events.forms import SessionForm
from events.models import EventTemplate, Occurrence, PriorityGroup, Provision
from events.panels import TEMPLATE_PANELS
from events.schedule.slots import rid_date
from events.selectors.clashes import clashes_of, clashing
from events.selectors.reach import reach_from
from events.views.following import publishable_page, told, warn_of_clashes
from portal.core.viewsets import ScopedModelViewSet
from portal.core.viewsets.base import EditView, IndexView
from portal.core.viewsets.site import SettingsViewSet

LOOKS_BACK = dt.timedelta(days=31)


class SessionFilterSet(WagtailFilterSet):
    clashes = django_filters.ChoiceFilter(
        label=_("clashes"),
        method="with_clashes",
        choices=[("with", _("with clashes")), ("without", _("without clashes"))],
    )

    class Meta:
        model = Occurrence
        fields = ["state", "library", "local_date"]

    def with_clashes(self, rows: Any, name: str, value: str) -> Any:
        found = clashing(rows.upcoming())
        return found if value == "with" else rows.exclude(pk__in=found.values("pk"))


class EventColumn(ButtonsColumnMixin, TitleColumn):
    """The event, and what else there is to see of the date."""

    def get_buttons(self, instance: Occurrence, parent_context: Any) -> list[ListingButton]:
        return [
            ListingButton(each.label, url=each.url, icon_name=each.icon_name)
            for each in buttons_of(instance, parent_context["request"].user)
        ]


class WhenColumn(Column):
    cell_template_name = "events/admin/when_cell.html"


class WhereColumn(Column):
    cell_template_name = "events/admin/where_cell.html"


class ClashesColumn(Column):
    cell_template_name = "events/admin/clashes_cell.html"


def buttons_of(row: Occurrence, user: Any) -> list[Button]:
    """What apps that stand on events offer for a date (hook `register_event_date_buttons`)."""
    return [
        button for fn in hooks.get_hooks("register_event_date_buttons") for button in fn(row, user)
    ]


class SessionIndexView(IndexView):
    """The last month and all that is to come; what was withdrawn concerns nobody."""

    filterset_class = SessionFilterSet
    template_name = "events/admin/dates_index.html"

    def get_base_queryset(self) -> QuerySet[Occurrence]:
        since = timezone.localdate() - LOOKS_BACK
        rows = super().get_base_queryset().filter(last_date__gte=since)
        return rows.exclude(state=State.WITHDRAWN)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        coming = [row for row in rows if row.state == State.SCHEDULED and not row.is_over]
        for row, clashes in zip(coming, clashes_of(coming), strict=True):
            row.clashes = clashes
        waiting = self.get_base_queryset().upcoming().filter(state=State.UNDECIDED)
        context["undecided"] = waiting.count()
        return context


class SessionEditView(EditView):
    """One date, with how far a change of it reaches."""

    template_name = "events/admin/date.html"

    def get_page_subtitle(self) -> str:
        return str(self.object.label)

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [
            HeaderButton(each.label, url=each.url, icon_name=each.icon_name)
            for each in buttons_of(self.object, self.request.user)
        ]

    @cached_property
    def series_page(self) -> Any:
        return publishable_page(self.object, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        row = self.object
        page = self.series_page
        if row.state == State.UNDECIDED:
            context["submit_button_label"] = _("Let it take place")
        can_follow = bool(page) and row.start > timezone.now() and row.state != State.WITHDRAWN
        return {
            **context,
            "occurrence": row,
            "scope": "one",
            "can_follow": can_follow,
            "reach": reach_from(row.series, rid_date(row.rid)) if can_follow else None,
            "page_edit_url": page and reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "clashes": clashes_of([row])[0] if row.state == State.SCHEDULED else [],
        }

    def form_valid(self, form: SessionForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except EventError as error:
            form.add_error(None, str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self) -> Occurrence:
        row = self.form.save()
        if self.form.has_changed():
            log(instance=row, action="wagtail.edit", user=self.request.user)
            if row.people:
                messages.success(self.request, told(row.people))
            if row.state == State.SCHEDULED:
                warn_of_clashes(self.request, [row])
        return row


class SessionViewSet(ScopedModelViewSet):
    model = Occurrence
    icon = "date"
    menu_label = _("Event dates")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = SessionIndexView
    edit_view_class = SessionEditView
    list_select_related = ("series", "library")
    list_display = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="occurrence"),
        EventColumn(
            "title",
            label=pgettext_lazy("column", "event"),
            accessor="title",
            get_url=lambda row: reverse("occurrence:edit", args=[row.pk]),
            get_title_id=lambda row: f"occurrence_{row.pk}_title",
        ),
        WhenColumn("start", label=_("date"), sort_key="start"),
        WhereColumn("library", label=_("library"), sort_key="library"),
        Column("people", label=_("places held"), sort_key="people"),
        Column("state", label=_("state"), accessor="get_state_display", sort_key="state"),
        ClashesColumn("clashes", label=_("clashes")),
    ]
    search_fields = ["series__words"]
    ordering = ["start", "pk"]
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel(["start", "end"]),
                    "library",
                    FieldRowPanel(["space", "space_en"]),
                    FieldRowPanel(["presenter", "presenter_en"]),
                ],
                heading=_("When and where"),
            ),
            MultiFieldPanel([FieldRowPanel(["note", "note_en"])], heading=_("Why")),
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
    list_display = ["title", "kind", Column("note", label=_("state"), accessor="state_label")]
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


class PriorityGroupViewSet(SettingsViewSet):
    model = PriorityGroup
    icon = "group"
    menu_label = _("Priority groups")
    menu_order = 615
    sort_order_field = "position"
    list_display = ["name", "name_en", "slug"]
    panels = [FieldRowPanel(["name", "name_en"]), FieldPanel("slug")]
