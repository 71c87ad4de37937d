"""What every list of rows in the admin keeps: the rows of one's own libraries, and only those.

Wagtail's generic views ask whether somebody may change *some* rows of a model. These also ask the
policy about the row itself; a row of another library is not found.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

_ANY = ("add", "change", "delete", "view")


class OwnRowMixin:
    request: HttpRequest
    permission_policy: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        row: Model = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = self.permission_policy
        if not policy.user_has_any_permission_for_instance(self.request.user, _ANY, row):
            raise Http404
        return row


class OwnRowsMixin:
    request: HttpRequest
    permission_policy: Any
    list_select_related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_base_queryset()  # type: ignore[misc]
        own = self.permission_policy.instances_user_has_any_permission_for(self.request.user, _ANY)
        return rows.filter(pk__in=own.values("pk")).select_related(*self.list_select_related)


class IndexView(OwnRowsMixin, generic.IndexView):
    pass


class EditView(OwnRowMixin, generic.EditView):
    pass


class DeleteView(OwnRowMixin, generic.DeleteView):
    pass


class CopyView(OwnRowMixin, generic.CopyView):
    pass


class InspectView(OwnRowMixin, generic.InspectView):
    pass


class HistoryView(OwnRowMixin, generic.HistoryView):
    pass


class UsageView(OwnRowMixin, generic.UsageView):
    pass


class ScopedModelViewSet(ModelViewSet):
    """Rows that belong to a library; register a `LibraryScopedPermissionPolicy` for the model."""

    index_view_class = IndexView
    edit_view_class = EditView
    delete_view_class = DeleteView
    copy_view_class = CopyView
    inspect_view_class = InspectView
    history_view_class = HistoryView
    usage_view_class = UsageView
    search_backend_name = None
    list_per_page = 50
    list_select_related: tuple[str, ...] = ()

    def get_index_view_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_index_view_kwargs()
        return {**kwargs, "list_select_related": self.list_select_related}
