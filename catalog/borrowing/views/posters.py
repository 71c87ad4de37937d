"""The posters with which readers lend to themselves, for the staff who hang them up."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from catalog.borrowing import services
from catalog.borrowing.permissions import libraries_of, may_keep_codes
from portal.core.models import Library
from portal.notify.letters import site_url


@method_decorator(never_cache, name="dispatch")
class PostersView(WagtailAdminTemplateMixin, View):
    """The libraries of one's own, each with its poster."""

    page_title = gettext_lazy("Posters for borrowing by oneself")
    template_name = "borrowing/admin/posters.html"
    header_icon = "mobile-alt"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_keep_codes(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        libraries = libraries_of(request.user)
        return self.render_to_response(self.get_context_data(libraries=libraries))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The page itself last, which is its title."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def library(self) -> Library:
        """One of their own; for others there is none."""
        library: Library = get_object_or_404(
            libraries_of(self.request.user), code=self.kwargs["code"]
        )
        return library


class PosterView(PostersView):
    template_name = "borrowing/admin/poster.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        library = self.library()
        row = services.code_of(library)
        context = {
            "library": library,
            "code": row.code,
            "url": site_url(reverse("borrowing:here", args=[row.code])),
        }
        return self.render_to_response(self.get_context_data(**context))


class ChangeCodeView(PostersView):
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        library = self.library()
        services.change_code(library)
        messages.success(request, _("There is a new code. Please hang up the new poster."))
        return redirect("borrowing_posters:poster", code=library.code)
