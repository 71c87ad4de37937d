"""What staff manage of accounts: the texts people agree to. Readers themselves are not listed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.accounts.forms.consent_admin import ConsentTextForm
from portal.accounts.models import ConsentText


def _refuse_published(view: Any, text: ConsentText) -> ConsentText:
    """*text*, if the policy lets this view touch it."""
    if not view.permission_policy.user_has_permission_for_instance(
        view.request.user, view.permission_required, text
    ):
        raise PermissionDenied
    return text


class DraftEditView(generic.EditView):
    def get_object(self, *args: Any, **kwargs: Any) -> ConsentText:
        return _refuse_published(self, super().get_object(*args, **kwargs))


class DraftDeleteView(generic.DeleteView):
    def get_object(self, *args: Any, **kwargs: Any) -> ConsentText:
        return _refuse_published(self, super().get_object(*args, **kwargs))


class ConsentTextViewSet(ModelViewSet):
    model = ConsentText
    icon = "doc-full"
    edit_view_class = DraftEditView
    delete_view_class = DraftDeleteView
    menu_label = _("Consent texts")
    menu_order = 900
    add_to_settings_menu = True
    list_display = ["__str__", "title", "published_at"]
    list_filter = ["kind"]
    ordering = ["kind", "-version"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "kind",
        "version",
        "title",
        "body",
        "title_en",
        "body_en",
        "published_at",
        "hash",
    ]
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("title"),
            FieldPanel("body"),
            FieldPanel("title_en"),
            FieldPanel("body_en"),
            FieldPanel("put_in_force"),
        ],
        base_form_class=ConsentTextForm,
    )
