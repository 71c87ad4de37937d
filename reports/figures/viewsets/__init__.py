"""Figures in the admin: what is counted, and every batch of numbers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .indicators import IndicatorViewSet


class FiguresGroup(ViewSetGroup):
    menu_label = _("Figures")
    menu_icon = "order"
    menu_order = 226
    items = (IndicatorViewSet,)


__all__ = ["FiguresGroup", "IndicatorViewSet"]
