"""For staff: the members of a club of their library, and writing to all."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from community.clubs import selectors, services
from community.clubs.errors import ClubError
from community.clubs.forms import LetterForm, NoteForm
from community.clubs.models import Club, Membership
from community.clubs.permissions import may_keep_clubs
from events.places.errors import BusyError


@method_decorator(never_cache, name="dispatch")
class ClubDeskView(WagtailAdminTemplateMixin, View):
    """A page about one club. For who may not see it, there is none."""

    header_icon = "group"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_keep_clubs(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def club(self) -> Club:
        return get_object_or_404(selectors.own_clubs(self.request.user), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.club)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("club:index"), "label": _("Book clubs")},
            {"url": reverse("club:edit", args=[self.club.pk]), "label": self.club.label},
            {"url": "", "label": self.get_page_title()},
        ]

    def answer(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(club=self.club, **context))


class MembersView(ClubDeskView):
    """Who is in and who waits; somebody can be taken off the list."""

    page_title = gettext_lazy("Members")
    template_name = "clubs/admin/members.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer(members=selectors.members_of(self.club), form=NoteForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = Membership.objects.filter(pool__club=self.club).detailed()
        row = get_object_or_404(rows, pk=_number(request.POST.get("remove", "")))
        form = NoteForm(request.POST)
        note = form.cleaned_data["note"] if form.is_valid() else ""
        try:
            services.remove(row, note=note)
        except (ClubError, BusyError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Taken off the list. The reader is told."))
        return redirect("clubs_desk:members", self.club.pk)


class MessageView(ClubDeskView):
    """A letter to all members: written, looked at, sent once."""

    page_title = gettext_lazy("Write to all")
    template_name = "clubs/admin/message.html"
    header_icon = "mail"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.answer(form=LetterForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = LetterForm(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self.answer(form=form)
        data = form.cleaned_data
        options = {"with_waiting": data["with_waiting"]}
        if "send" not in request.POST:
            reached = services.recipients(self.club, **options).count()
            return self.answer(form=form, letters=reached, is_preview=True)
        number = services.write_to_members(self.club, form.texts(), key=data["key"], **options)
        text = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", number)
        messages.success(request, text % {"n": number})
        return redirect("clubs_desk:members", self.club.pk)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 15):
        raise Http404
    return int(text)
