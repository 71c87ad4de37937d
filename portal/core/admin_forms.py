"""Forms of the admin that keep rows and pages with the libraries of whoever fills them in."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.coreutils import find_available_slug

from .permissions import scope_of
from .slugs import pinyin_slug


class LibraryChoiceMixin:
    """Offers the user's own libraries only, and writes the user's library where none is given."""

    fields: dict[str, Any]
    initial: dict[str, Any]
    errors: dict[str, Any]
    instance: Any
    for_user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scope = scope_of(self.for_user) if self.for_user else None
        field = self.fields.get("library")
        if self._scope is None or field is None:
            return
        field.queryset = field.queryset.filter(pk__in=self._scope.libraries)
        if self.instance.library_id is None:
            self.initial["library"] = self._scope.default
        if len(self._scope.libraries) == 1:
            field.empty_label = None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()  # type: ignore[misc]
        if self._scope is None:
            return data
        if "library" not in self.fields:
            if self.instance.library_id is None:
                self.instance.library_id = self._scope.default
        elif not data.get("library") and "library" not in self.errors:
            field = self.fields["library"]
            data["library"] = field.queryset.filter(pk=self._scope.default).first()
        return data


class LibraryPageForm(LibraryChoiceMixin, WagtailAdminPageForm):
    """The form behind every page editor (`BasePage.base_form_class`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """A page left without an address gets one from its title, in pinyin."""
        slug = self.cleaned_data["slug"] or pinyin_slug(self.cleaned_data.get("title", ""))
        if self.cleaned_data["slug"] or not slug:
            return slug
        return find_available_slug(self.parent_page, slug, ignore_page_id=self.instance.pk)


class LibraryModelForm(LibraryChoiceMixin, WagtailAdminModelForm):
    """The form of rows with a `library`."""
