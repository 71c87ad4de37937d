"""What staff keep for moderation, in one group of the menu."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from community.moderation import selectors
from community.moderation.models import Ban, Reason, Word
from community.moderation.permissions import may_moderate
from community.moderation.reader_chooser import AdminReaderChooser


class PageViewSet(ViewSet):
    """A page of moderators as an entry of the menu; its address is in `urls.admin`."""

    target: str

    def get_urlpatterns(self) -> list[Any]:
        return []

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        item = MenuItem(
            self.menu_label,
            reverse(f"moderation_staff:{self.target}"),
            name=self.name,
            icon_name=self.icon,
            order=order or 0,
        )
        item.is_shown = lambda request: may_moderate(request.user)
        return item


class QueueViewSet(PageViewSet):
    name, target, icon, menu_label = "moderation_queue", "queue", "view", _("Queue")


class AllViewSet(PageViewSet):
    name, target, icon, menu_label = "moderation_all", "all", "list-ul", _("All contributions")


class DecisionsViewSet(PageViewSet):
    name, target, icon, menu_label = "moderation_history", "history", "history", _("Decisions")


class ReasonViewSet(ModelViewSet):
    model = Reason
    icon = "comment"
    menu_label = _("Reasons")
    sort_order_field = "position"
    list_display = ["label", "label_en", "is_active"]
    search_backend_name = None
    search_fields = ["label", "label_en"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel(["label", "label_en"]),
        FieldPanel("text", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("text_en", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("is_active"),
    ]


class WordViewSet(ModelViewSet):
    model = Word
    icon = "list-ul"
    menu_label = _("Word list")
    list_display = [
        "text",
        Column("action", label=_("what happens"), accessor="get_action_display"),
        "note",
    ]
    list_filter = ["action"]
    search_backend_name = None
    search_fields = ["text", "note"]
    copy_view_enabled = False
    panels = [FieldRowPanel(["text", "action"]), "note"]


class BanCreateView(generic.CreateView):
    """Who made it is written down; the reader is chosen by the code of something they wrote."""

    def save_instance(self) -> Any:
        self.form.instance.by = self.request.user
        return super().save_instance()


class BanViewSet(ModelViewSet):
    model = Ban
    icon = "lock"
    menu_label = _("Bans")
    add_view_class = BanCreateView
    list_display = ["reader", "since", "until", "reason"]
    list_select_related = ("reader",)
    search_backend_name = None
    search_fields = ["reader__nickname", "reason"]
    copy_view_enabled = False
    panels = [
        FieldPanel("reader", widget=AdminReaderChooser),
        FieldRowPanel(["since", "until"]),
        FieldRowPanel(["reason", "reason_en"]),
    ]


class ModerationGroup(ViewSetGroup):
    menu_label = _("What readers write")
    menu_icon = "comment"
    menu_order = 215
    items = (
        QueueViewSet,
        AllViewSet,
        DecisionsViewSet,
        ReasonViewSet,
        WordViewSet,
        BanViewSet,
    )


class LoadPanel(Component):
    """How much waits and for how long, on the first page of the admin."""

    name = "moderation_load"
    template_name = "moderation/admin/panel.html"
    order = 180

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"load": selectors.load_of(user) if may_moderate(user) else None}
