"""Covers in the admin: an editor gives a record its picture."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from catalog.admin_forms import CoverForm
from catalog.models import Cover

from .chooser import record_chooser


class CoverViewSet(ModelViewSet):
    """Those that came from a folder are shown and may be deleted; they have no record to choose."""

    model = Cover
    icon = "image"
    menu_label = pgettext_lazy("book", "Covers")
    list_display = ["__str__", "source", "licence", "added_at"]
    search_fields = ["isbn", "record__title", "source"]
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler: Any = ObjectList(
        [
            FieldPanel("record", heading=_("Book"), widget=record_chooser.widget_class),
            FieldPanel("file"),
            FieldPanel("source"),
            FieldPanel("licence"),
        ],
        base_form_class=CoverForm,
    )
