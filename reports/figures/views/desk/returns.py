"""Monthly returns: which are there, and the form of one."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.core.models import Library
from reports.figures import permissions, selectors, services
from reports.figures.desk_forms import ReturnForm
from reports.figures.models import MonthlyReturn

from .base import GuardedMixin


class ReturnsView(GuardedMixin, WagtailAdminTemplateMixin, View):
    """Libraries and months: what is there, what is missing; reminders for statisticians."""

    is_allowed = staticmethod(permissions.may_enter)
    page_title = gettext_lazy("Monthly returns")
    header_icon = "form"
    template_name = "figures/admin/returns.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        months = selectors.returns.months_until(timezone.localdate())
        rows = selectors.returns.overview(permissions.own_libraries(request.user), months)
        late = selectors.returns.missing(
            months[0], [one for one, _months in rows if one.level != Library.Level.ROOM]
        )
        context = self.get_context_data(
            months=months,
            rows=rows,
            late=late,
            may_remind=permissions.may_import(request.user),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not permissions.may_import(request.user):
            raise Http404
        today = timezone.localdate()
        month = selectors.returns.months_until(today, 1)[0]
        count = services.returns.remind(month, again=today.isoformat())
        messages.success(
            request, _("The staff of %(count)d libraries get a letter.") % {"count": count}
        )
        return redirect("figure_returns:index")


class ReturnView(GuardedMixin, WagtailAdminTemplateMixin, View):
    """The numbers of one library for one month."""

    is_allowed = staticmethod(permissions.may_enter)
    page_title = gettext_lazy("Monthly return")
    header_icon = "form"
    template_name = "figures/admin/return.html"

    def get_page_subtitle(self) -> str:
        return f"{self.library.label} · {self.month:%Y-%m}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("figure_returns:index"), "label": _("Monthly returns")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    @cached_property
    def library(self) -> Library:
        for library in permissions.own_libraries(self.request.user):
            if library.pk == self.kwargs["library"]:
                return library
        raise Http404

    @cached_property
    def month(self) -> dt.date:
        try:
            month = dt.date.fromisoformat(f"{self.kwargs['month']}-01")
        except ValueError:
            raise Http404 from None
        if month > timezone.localdate() or month.year < 2000:
            raise Http404
        return month

    @cached_property
    def sent(self) -> MonthlyReturn | None:
        return MonthlyReturn.objects.filter(library=self.library, month=self.month).first()

    def _form(self, data: Any = None) -> ReturnForm:
        lines = selectors.returns.lines(self.library, self.month)
        return ReturnForm(lines, self.sent.draft if self.sent else {}, data)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        if "draft" in request.POST:
            services.returns.save_draft(self.library, self.month, form.values, user=request.user)
            messages.success(request, _("The draft is kept; the numbers are not sent yet."))
            return redirect(request.path)
        odd = [] if "sure" in request.POST else form.odd()
        if odd:
            return self._show(form, odd)
        services.returns.submit(self.library, self.month, form.values, user=request.user)
        messages.success(request, _("Thank you, the numbers are in."))
        return redirect("figure_returns:index")

    def _show(self, form: ReturnForm, odd: list[str] | None = None) -> HttpResponse:
        context = self.get_context_data(
            form=form, odd=odd, sent=self.sent, library=self.library, month=self.month
        )
        return self.render_to_response(context)
