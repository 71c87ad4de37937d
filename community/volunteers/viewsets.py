"""Tasks for volunteers and their skills in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup

from community.volunteers.models import Opportunity, Skill
from portal.core.admin_forms import LibraryModelForm
from portal.core.viewsets import ScopedModelViewSet
from portal.core.viewsets.site import SettingsViewSet


class OpportunityViewSet(ScopedModelViewSet):
    model = Opportunity
    icon = "clipboard-list"
    menu_label = pgettext_lazy("volunteers", "Tasks")
    list_display = [
        Column("title", label=_("title"), accessor="label", sort_key="title"),
        "library",
        Column("rhythm", label=_("how often"), accessor="get_rhythm_display"),
        "min_age",
        Column("state", label=_("state"), accessor="get_state_display", sort_key="state"),
    ]
    list_select_related = ("library",)
    list_filter = ["library", "state", "rhythm"]
    search_fields = ["title", "title_en", "library__name"]
    ordering = ["title"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["library", "state"]),
                    FieldRowPanel(["title", "title_en"]),
                    FieldRowPanel(["summary", "summary_en"]),
                    FieldRowPanel(["tasks", "tasks_en"]),
                    FieldRowPanel(["place", "place_en"]),
                    FieldPanel("skills", widget=forms.CheckboxSelectMultiple),
                    FieldRowPanel(["rhythm", "slug"]),
                ],
                heading=pgettext_lazy("volunteers", "Task"),
            ),
            ObjectList(
                [
                    FieldRowPanel(["min_age", "needs_interview"]),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(["opens_days", "closes_hours"]),
                            FieldRowPanel(["week_limit", "waiting_limit"]),
                            FieldRowPanel(["offer_hours", "release_hours"]),
                            "risk_days",
                        ],
                        heading=_("Signing up"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(["contact", "contact_en"]),
                            FieldRowPanel(["phone", "email"]),
                        ],
                        heading=_("Contact"),
                    ),
                ],
                heading=_("Terms"),
            ),
        ],
        base_form_class=LibraryModelForm,
    )


class SkillViewSet(SettingsViewSet):
    model = Skill
    icon = "tag"
    menu_label = _("Skills of volunteers")
    menu_order = 616
    sort_order_field = "position"
    list_display = ["name", "name_en", "slug"]
    panels = [FieldRowPanel(["name", "name_en"]), FieldPanel("slug")]


class VolunteersGroup(ViewSetGroup):
    menu_label = _("Volunteer tasks")
    menu_icon = "clipboard-list"
    menu_order = 225
    items = (OpportunityViewSet,)
