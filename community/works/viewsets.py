"""Calls for entries in the admin: drafts, preview and workflow come with the snippet."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from community.works.models import Call, Entry
from portal.core.slugs import pinyin_slug


class CallForm(WagtailAdminModelForm):
    """A call left without an address gets one from its title, in pinyin."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or pinyin_slug(self.cleaned_data.get("title", ""))


class CallViewSet(SnippetViewSet):
    model = Call
    icon = "form"
    menu_label = _("Calls for entries")
    menu_name = "calls"
    menu_order = 217
    add_to_admin_menu = True
    list_display = [
        Column("title", label=capfirst(_("title")), accessor="label", sort_key="title"),
        Column(
            "stage",
            label=capfirst(pgettext_lazy("call for entries", "state")),
            accessor="stage_words",
        ),
        Column(
            "closes_at",
            label=capfirst(pgettext_lazy("call for entries", "closes")),
            sort_key="closes_at",
        ),
    ]
    search_fields = ["title", "title_en"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = True
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel(["title", "title_en"]),
                    FieldRowPanel(["summary", "summary_en"]),
                    "image",
                    FieldPanel("rules"),
                    FieldPanel("rules_en"),
                    FieldRowPanel(["library", "slug"]),
                ],
                heading=pgettext_lazy("works", "Call"),
            ),
            ObjectList(
                [
                    FieldRowPanel(["opens_at", "closes_at", "results_on"]),
                    MultiFieldPanel(
                        [
                            FieldRowPanel(
                                ["takes_text", "takes_pictures", "takes_pdf", "takes_audio"]
                            )
                        ],
                        heading=_("What is taken"),
                    ),
                    FieldRowPanel(["per_person", "longest_text"]),
                    FieldRowPanel(["most_files", "file_mb"]),
                    FieldPanel("licence", widget=forms.RadioSelect),
                    FieldRowPanel(["consent", "consent_en"]),
                ],
                heading=_("Dates and terms"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "categories",
                        heading=_("Categories"),
                        panels=[FieldRowPanel(["name", "name_en"])],
                    ),
                    InlinePanel(
                        "age_groups",
                        heading=_("Age groups"),
                        panels=[
                            FieldRowPanel(["name", "name_en"]),
                            FieldRowPanel(["age_from", "age_to"]),
                        ],
                    ),
                    InlinePanel(
                        "prizes",
                        heading=_("Prizes"),
                        panels=[
                            FieldRowPanel(["name", "name_en", "number"]),
                            FieldRowPanel(["text", "text_en"]),
                        ],
                    ),
                ],
                heading=_("Groups and prizes"),
            ),
            ObjectList(
                [
                    FieldRowPanel(["is_blind", "hides_names"]),
                    InlinePanel(
                        "criteria",
                        heading=_("Criteria"),
                        help_text=_("Jurors give 0 to 10 points for each."),
                        panels=[FieldRowPanel(["name", "name_en", "weight"])],
                    ),
                    FieldPanel("jurors", widget=forms.CheckboxSelectMultiple),
                ],
                heading=_("Jury"),
            ),
        ],
        base_form_class=CallForm,
    )


def keep_calls_with_works(request: HttpRequest, rows: list[Any]) -> HttpResponse | None:
    """A call that works were sent in for can be unpublished, not deleted; one by one or in bulk."""
    keys = [row.pk for row in rows if isinstance(row, Call)]
    if not Entry.objects.filter(call__in=keys).exists():
        return None
    messages.error(request, _("Works were sent in for this call: unpublish it instead."))
    return redirect("wagtailsnippets_works_call:list")
