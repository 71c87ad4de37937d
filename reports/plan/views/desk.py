"""Where staff say what is new about an action."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from reports.plan import services
from reports.plan.errors import PlanError
from reports.plan.forms import UpdateForm
from reports.plan.models import Action
from reports.plan.permissions import may_record


class RecordView(WagtailAdminTemplateMixin, View):
    page_title = gettext_lazy("What is new")
    template_name = "plan/admin/record.html"
    header_icon = "clipboard-list"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_record(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def action(self) -> Action:
        return get_object_or_404(Action.objects.detailed(), pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        return reverse(self.action.snippet_viewset.get_url_name("list"))

    def get_page_subtitle(self) -> str:
        return str(self.action)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        actions = {"url": self.back, "label": _("Actions of the plan")}
        return [*self.breadcrumbs_items, actions, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._answer(UpdateForm(action=self.action))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = UpdateForm(request.POST, action=self.action)
        if not form.is_valid():
            return self._answer(form)
        try:
            services.record(self.action, **form.cleaned_data)
        except PlanError as error:
            form.add_error(error.field, str(error))
            return self._answer(form)
        messages.success(request, _("Entered. The public page shows it."))
        return redirect(self.back)

    def _answer(self, form: UpdateForm) -> HttpResponse:
        context = self.get_context_data(
            form=form, action=self.action, history=self.action.updates.all(), back=self.back
        )
        return self.render_to_response(context)
