"""Lead readers and book clubs in the admin."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from community.clubs.forms import ClubForm, LeadReaderForm
from community.clubs.models import Club, LeadReader
from community.moderation.reader_chooser import RIGHT, AdminReaderChooser
from portal.core.viewsets import ScopedModelViewSet
from portal.core.viewsets.base import EditView


class ClubEditView(EditView):
    """With the way to its members."""

    @property
    def header_buttons(self) -> list[Any]:
        url = reverse("clubs_desk:members", args=[self.object.pk])
        return [*super().header_buttons, HeaderButton(_("Members"), url=url, icon_name="group")]


class ClubViewSet(ScopedModelViewSet):
    model = Club
    icon = "group"
    menu_label = pgettext_lazy("admin", "Clubs")
    edit_view_class = ClubEditView
    list_display = [
        Column("name", label=capfirst(_("name")), accessor="label", sort_key="name"),
        "library",
        Column("joining", label=capfirst(_("how to join")), accessor="get_joining_display"),
        Column("members", label=capfirst(_("members")), accessor="circle.taken"),
        Column("waiting", label=capfirst(_("waiting")), accessor="circle.waiting"),
        Column("state", label=capfirst(_("state")), accessor="get_state_display", sort_key="state"),
    ]
    list_select_related = ("library", "circle")
    list_filter = ["library", "state", "joining"]
    search_fields = ["name", "name_en", "library__name"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["library", "state"]),
                    FieldRowPanel(["name", "name_en"]),
                    FieldRowPanel(["summary", "summary_en"]),
                    "introduction",
                    "introduction_en",
                    FieldRowPanel(["picture", "slug"]),
                    FieldPanel("leads", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                    FieldRowPanel(["min_age", "max_age"]),
                ],
                heading=pgettext_lazy("admin", "Club"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "books",
                        heading=_("Books"),
                        label=_("Book"),
                        panels=[
                            FieldPanel("record"),
                            FieldRowPanel(["month", "copies"]),
                            FieldRowPanel(["note", "note_en"]),
                        ],
                    )
                ],
                heading=_("Books"),
            ),
            ObjectList(
                [
                    FieldRowPanel(["times", "times_en"]),
                    FieldPanel("series"),
                    FieldPanel("space"),
                    MultiFieldPanel(
                        [
                            "joining",
                            FieldRowPanel([FieldPanel("capacity"), FieldPanel("waiting_limit")]),
                        ],
                        heading=_("Joining"),
                    ),
                    MultiFieldPanel(
                        [FieldRowPanel(["contact", "contact_en"]), "phone"],
                        heading=_("Contact"),
                    ),
                ],
                heading=_("Meetings and members"),
            ),
        ],
        base_form_class=ClubForm,
    )


class LeadReaderViewSet(ScopedModelViewSet):
    model = LeadReader
    icon = "user"
    menu_label = _("Lead readers")
    list_display = [
        Column("name", label=capfirst(_("name")), accessor="label", sort_key="name"),
        "library",
        Column("line", label=capfirst(_("in one line")), accessor="line_label"),
        Column("state", label=capfirst(_("state")), accessor="get_state_display", sort_key="state"),
    ]
    list_select_related = ("library",)
    list_filter = ["library", "state"]
    search_fields = ["name", "name_en", "line"]
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel(["library", "state"]),
            FieldRowPanel(["name", "name_en"]),
            FieldRowPanel(["line", "line_en"]),
            FieldRowPanel(["portrait", "slug"]),
            "introduction",
            "introduction_en",
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldPanel("reading_lists", widget=forms.CheckboxSelectMultiple),
            FieldPanel("reader", widget=AdminReaderChooser, permission=RIGHT),
            FieldPanel("shows_reviews", permission=RIGHT),
        ],
        base_form_class=LeadReaderForm,
    )


class ClubsGroup(ViewSetGroup):
    menu_label = _("Book clubs")
    menu_icon = "group"
    menu_order = 226
    items = (ClubViewSet, LeadReaderViewSet)
