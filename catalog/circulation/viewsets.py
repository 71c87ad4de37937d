"""Lending rules in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel
from wagtail.admin.viewsets.model import ModelViewSet

from catalog.circulation.models import CirculationRules


class RulesViewSet(ModelViewSet):
    model = CirculationRules
    icon = "sliders"
    menu_label = _("Lending rules")
    list_display = ["name", "loan_limit", "loan_days", "renewals", "hold_limit", "pickup_days"]
    copy_view_enabled = False
    add_to_settings_menu = True
    panels = [
        FieldRowPanel(["name", "name_en"]),
        "code",
        FieldRowPanel(["loan_limit", "loan_days", "renewals"]),
        FieldRowPanel(["hold_limit", "pickup_days"]),
    ]
