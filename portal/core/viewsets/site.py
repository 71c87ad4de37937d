"""Reader groups, topics, menu and footer: what the whole site shares, under Settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel
from wagtail.admin.viewsets.model import ModelViewSet

from portal.core.models import Audience, FooterColumn, MenuItem, Topic


class SettingsViewSet(ModelViewSet):
    """Few rows, dragged into order."""

    add_to_settings_menu = True
    search_backend_name = None
    search_fields = ["name", "name_en"]
    copy_view_enabled = False
    list_per_page = 100


class AudienceViewSet(SettingsViewSet):
    model = Audience
    icon = "group"
    menu_label = _("Audiences")
    menu_order = 610
    sort_order_field = "position"
    list_display = ["name", "name_en", "min_months", "max_months"]
    panels = [
        FieldRowPanel(["name", "name_en"]),
        FieldRowPanel(["slug", "pigment"]),
        FieldRowPanel(["min_months", "max_months"]),
    ]


class TopicViewSet(SettingsViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 611
    sort_order_field = "position"
    list_display = ["name", "name_en", "slug"]
    panels = [FieldRowPanel(["name", "name_en"]), FieldPanel("slug")]


class MenuItemViewSet(SettingsViewSet):
    model = MenuItem
    icon = "list-ul"
    menu_label = _("Main menu")
    menu_order = 612
    list_display = ["name", "name_en", "page", "url", "hide_in_elder"]
    panels = [
        HelpPanel(
            content=_("Five to seven entries are read; more are passed over. Drag to reorder.")
        ),
        *MenuItem.panels,
    ]


class FooterColumnViewSet(SettingsViewSet):
    model = FooterColumn
    icon = "table"
    menu_label = _("Footer")
    menu_order = 613
    list_display = ["name", "name_en", "style"]
    panels = [
        FieldRowPanel(["name", "name_en"]),
        FieldPanel("style"),
        InlinePanel("links", heading=_("Links"), label=_("link")),
    ]
