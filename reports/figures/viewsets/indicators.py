"""What is counted, how, by whom."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from reports.figures.models import Indicator


class IndicatorViewSet(ModelViewSet):
    model = Indicator
    icon = "list-ul"
    menu_label = pgettext_lazy("figure", "Indicators")
    sort_order_field = "position"
    list_display = [
        "__str__",
        Column("unit", label=pgettext_lazy("figure", "Unit"), accessor="unit_label"),
        "source",
        "cadence",
        "topic",
        BooleanColumn("is_public", label=capfirst(_("public"))),
    ]
    list_filter = ["topic", "source", "cadence", "is_public"]
    search_backend_name = None
    search_fields = ["name", "name_en", "code", "definition"]
    list_per_page = 100
    copy_view_enabled = False
    add_to_reference_index = False
    panels = [
        FieldRowPanel(["name", "name_en"]),
        FieldPanel("definition"),
        FieldPanel("definition_en"),
        FieldRowPanel(["unit", "unit_en", "decimals"]),
        MultiFieldPanel(
            [FieldPanel("standard"), FieldRowPanel(["source", "cadence"]), FieldPanel("owner")],
            heading=_("Where it comes from"),
        ),
        MultiFieldPanel(
            [FieldPanel("combine"), FieldRowPanel(["numerator", "denominator", "factor"])],
            heading=_("How it is put together"),
        ),
        FieldRowPanel(["code", "topic", "is_public"]),
    ]
