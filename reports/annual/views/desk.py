"""What editors do with the numbers and the file of a report besides writing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from reports.annual import services, tasks
from reports.annual.errors import ReportError
from reports.annual.forms import FreezeForm
from reports.annual.models import AnnualReportPage


def own_report(request: HttpRequest, pk: int) -> AnnualReportPage:
    page = get_object_or_404(AnnualReportPage, pk=pk)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return page


def editor_of(page: AnnualReportPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class FreezeView(WagtailAdminTemplateMixin, View):
    """New numbers for a published report: what changes, why, and a second thought."""

    page_title = gettext_lazy("Freeze the numbers again")
    template_name = "annual/admin/freeze.html"
    header_icon = "lock"
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def report(self) -> AnnualReportPage:
        return own_report(self.request, self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.report.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        back = {"url": editor_of(self.report), "label": self.report.title}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._answer(FreezeForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = FreezeForm(request.POST)
        if not form.is_valid():
            return self._answer(form)
        try:
            services.freeze_again(
                self.report, reason=form.cleaned_data["reason"], user=request.user
            )
        except ReportError as error:
            form.add_error(None, str(error))
            return self._answer(form)
        for page in AnnualReportPage.objects.live().filter(
            translation_key=self.report.translation_key
        ):
            tasks.renew_file(page)
        messages.success(request, _("The numbers are frozen anew. The file is made again."))
        return redirect(editor_of(self.report))

    def _answer(self, form: FreezeForm) -> HttpResponse:
        report = self.report
        numbers = report.numbers
        context = self.get_context_data(
            form=form,
            report=report,
            changed=numbers.changed(list(numbers.snapshot["this"]["figures"])),
            freezes=report.freezes,
            back=editor_of(report),
        )
        return self.render_to_response(context)


@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file made again."""
    page = own_report(request, pk)
    if page.live:
        tasks.renew_file(page)
        messages.success(request, _("The file is made again."))
    return redirect(editor_of(page))
