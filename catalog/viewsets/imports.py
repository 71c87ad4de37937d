"""Imports in the admin: what came of them; a file sent in, followed, stopped and gone on with."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import FormView, View
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from catalog import tasks
from catalog.enums import UploadState
from catalog.forms import MarcUploadForm
from catalog.marc.errors import MarcFileError
from catalog.models import ImportRun, MarcUpload
from catalog.permissions import may_import
from catalog.services import uploads

from .reports import RunInspectView, rejected_lines, report_view

_UNDER_WAY = (UploadState.WAITING, UploadState.READING, UploadState.STOPPING)


class OnlyImportersMixin:
    """Reading a file changes the catalogue: for those with the right to add imports."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class BelowImportsMixin(WagtailAdminTemplateMixin):
    """The way to the page leads by the list of imports."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("imports:index"), "label": pgettext("import", "Imports")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class UploadView(OnlyImportersMixin, BelowImportsMixin, FormView):
    """Send a file; what cannot be read is refused at once, in plain words."""

    page_title = gettext_lazy("Import a MARC file")
    header_icon = "upload"
    template_name = "catalog/admin/upload.html"
    form_class = MarcUploadForm

    def form_valid(self, form: MarcUploadForm) -> HttpResponse:
        sent = form.cleaned_data
        try:
            upload = uploads.receive(
                sent["file"],
                encoding=sent["encoding"],
                profile=sent["profile"],
                user=self.request.user,
            )
        except MarcFileError as error:
            form.add_error("file", str(error))
            form.add_error("encoding", _("If you know the character set, choose it here."))
            return self.form_invalid(form)
        transaction.on_commit(lambda: tasks.hand_over(upload.pk))
        return redirect("imports:upload_status", upload.pk)


class UploadStatusView(OnlyImportersMixin, BelowImportsMixin, View):
    """How far a file has been read; asks again by itself as long as it is being read."""

    page_title = gettext_lazy("MARC file")
    header_icon = "upload"
    template_name = "catalog/admin/upload_status.html"

    def get_page_subtitle(self) -> str:
        return self.upload.name

    @cached_property
    def upload(self) -> MarcUpload:
        return get_object_or_404(
            MarcUpload.objects.select_related("run", "sent_by"), pk=self.kwargs["pk"]
        )

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self.upload
        context = {
            **self.get_context_data(view=self),
            "upload": upload,
            "is_under_way": upload.state in _UNDER_WAY,
            "may_stop": upload.state in (UploadState.WAITING, UploadState.READING),
            "may_go_on": uploads.may_go_on(upload),
            "rejected": rejected_lines(upload.run),
            "report_url": upload.run and reverse("imports:report", args=[upload.run.pk]),
        }
        return render(request, self.template_name, context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "stop" in request.POST:
            uploads.stop(self.upload)
        else:
            try:
                uploads.go_on(self.upload)
            except MarcFileError as error:
                messages.error(request, str(error))
            else:
                transaction.on_commit(lambda: tasks.hand_over(pk))
        return redirect("imports:upload_status", pk)


class ImportIndexView(generic.IndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        if not may_import(self.request.user):
            return []
        return [
            HeaderButton(_("Import a MARC file"), url=reverse("imports:upload"), icon_name="upload")
        ]


class ImportInspectView(RunInspectView):
    report_url_name = "imports:report"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [*super().header_more_buttons]
        upload = self.object.uploads.first()
        if upload and may_import(self.request.user):
            url = reverse("imports:upload_status", args=[upload.pk])
            buttons.append(Button(_("Progress"), url=url, icon_name="upload"))
        return buttons


class ImportRunViewSet(ModelViewSet):
    model = ImportRun
    icon = "download"
    menu_label = pgettext_lazy("import", "Imports")
    index_view_class = ImportIndexView
    inspect_view_class = ImportInspectView
    list_filter = ["status", "source"]
    list_display = [
        "file_name", "status", "read", "created", "updated", "unchanged", "rejected", "started_at",
    ]  # fmt: skip
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["unindexed", "position", "file_hash"]
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("upload/", UploadView.as_view(), name="upload"),
            path("upload/<int:pk>/", UploadStatusView.as_view(), name="upload_status"),
            path("report/<int:pk>/", report_view(ImportRun), name="report"),
        ]
