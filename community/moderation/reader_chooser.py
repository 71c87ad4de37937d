"""Choosing a reader by name: nobody leafs through all of them, and only few may look."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from portal.accounts.models import Reader

RIGHT = "accounts.view_reader"
SHORTEST = 2


class MayLookMixin:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class ReaderSearchForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"),
        required=False,
        max_length=80,
        help_text=_("A part of the nickname or pen name, or the whole e-mail address."),
        widget=forms.TextInput(
            attrs={"placeholder": _("Nickname, pen name or e-mail"), "autofocus": True}
        ),
    )

    def filter(self, objects: QuerySet[Reader]) -> QuerySet[Reader]:
        words = self.cleaned_data.get("q", "").strip()
        if len(words) < SHORTEST:
            return objects.none()
        self.is_searching, self.search_query = True, words
        named = Q(nickname__icontains=words) | Q(voices__pen_name__icontains=words)
        whole = Q(user__email__iexact=words) | Q(user__username__iexact=words)
        return objects.filter(named | whole).distinct()


def _pen_names(reader: Reader) -> str:
    return "、".join(voice.pen_name for voice in reader.voices.all())


def _address(reader: Reader) -> str:
    """Enough to tell two readers apart, not enough to write to them."""
    name, at, host = reader.user.email.partition("@")
    return f"{name[:1]}…{at}{host}" if at else ""


class BaseReaderChooseView(MayLookMixin, chooser.BaseChooseView):
    filter_form_class = ReaderSearchForm
    ordering = ["nickname", "pk"]

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("pen_names", label=_("Pen names"), accessor=_pen_names),
            Column("address", label=_("E-mail"), accessor=_address),
        ]


class ReaderChooseView(chooser.ChooseViewMixin, chooser.CreationFormMixin, BaseReaderChooseView):
    pass


class ReaderChooseResultsView(
    chooser.ChooseResultsViewMixin, chooser.CreationFormMixin, BaseReaderChooseView
):
    pass


class ReaderChosenView(MayLookMixin, chooser.ChosenView):
    pass


class ReaderChosenMultipleView(MayLookMixin, chooser.ChosenMultipleView):
    pass


class ReaderChooserViewSet(ChooserViewSet):
    model = Reader
    icon = "user"
    choose_one_text = _("Choose a reader")
    choose_another_text = _("Choose another reader")
    choose_view_class = ReaderChooseView
    choose_results_view_class = ReaderChooseResultsView
    chosen_view_class = ReaderChosenView
    chosen_multiple_view_class = ReaderChosenMultipleView
    per_page = 10

    def get_object_list(self) -> QuerySet[Reader]:
        return Reader.objects.select_related("user").prefetch_related("voices")


reader_chooser = ReaderChooserViewSet("reader_chooser")
AdminReaderChooser = reader_chooser.widget_class
