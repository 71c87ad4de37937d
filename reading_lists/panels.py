"""The books of a list in the page editor."""

from typing import Any

from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import MultipleChooserPanel


class BooksFormSet(BaseChildFormSet):
    """Says in a librarian's words that a book stands on the list twice."""

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        return _("A book may stand on a list only once.")

    def get_form_error(self) -> str:
        return _("This book already stands further up on the list.")


class BooksPanel(MultipleChooserPanel):
    """Several books may be chosen at once; each can then be given its note and its place."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = BooksFormSet
        return options
