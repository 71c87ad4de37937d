"""The published reviews in the admin: to choose the best."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from community.reviews import services
from community.reviews.models import Review


class PickForm(WagtailAdminModelForm):
    """A tick, handed to the service."""

    is_picked = forms.BooleanField(
        label=_("One of the editors’ picks"),
        required=False,
        help_text=_("Shown first on the page of the book, and in the list of picks."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_picked"].initial = self.instance.picked_at is not None

    def save(self, commit: bool = True) -> Review:
        change = services.pick if self.cleaned_data["is_picked"] else services.unpick
        change(self.instance)
        return self.instance


class ReviewIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Review]:
        return Review.objects.visible().detailed()


class ReviewViewSet(ModelViewSet):
    model = Review
    icon = "pick"
    menu_label = _("Published reviews")
    menu_name = "reviews"
    add_to_admin_menu = True
    menu_order = 216
    index_view_class = ReviewIndexView
    list_display = [
        Column("heading", label=_("review"), accessor="heading"),
        Column("book", label=_("book"), accessor="book_title"),
        Column("form", label=_("kind"), accessor="get_form_display", sort_key="form"),
        Column("helpful_count", label=_("helpful"), sort_key="helpful_count"),
        Column("picked_at", label=_("picked"), sort_key="picked_at"),
    ]
    list_filter = ["form"]
    search_backend_name = None
    search_fields = ["title", "text", "voice__pen_name", "work__title"]
    ordering = ["-published_at"]
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList(
        [HelpPanel(template="reviews/admin/review.html"), FieldPanel("is_picked")],
        base_form_class=PickForm,
    )
