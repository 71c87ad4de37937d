"""Figures in the admin: what is counted, and every batch of numbers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .batches import AliasViewSet, BatchViewSet
from .indicators import IndicatorViewSet


class FiguresGroup(ViewSetGroup):
    menu_label = _("Figures")
    menu_icon = "order"
    menu_order = 226
    items = (BatchViewSet, IndicatorViewSet, AliasViewSet)


__all__ = ["AliasViewSet", "BatchViewSet", "FiguresGroup", "IndicatorViewSet"]
