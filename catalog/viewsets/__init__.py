"""The catalogue in the admin: choosing a record, looking one up, following an import."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .chooser import RecordChooserViewSet, record_chooser
from .covers import CoverViewSet
from .harvests import HarvestRunViewSet
from .imports import ImportRunViewSet
from .records import RecordViewSet

__all__ = ["CatalogueGroup", "RecordChooserViewSet", "record_chooser"]


class CatalogueGroup(ViewSetGroup):
    menu_label = _("Catalogue")
    menu_icon = "folder-open-1"
    menu_order = 400
    items: Any = (
        RecordViewSet("records"),
        CoverViewSet("covers"),
        ImportRunViewSet("imports"),
        HarvestRunViewSet("harvests"),
    )
