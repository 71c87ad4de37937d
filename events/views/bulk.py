"""Several dates at once: called off with one reason, or on again."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry

from events import services
from events.errors import EventError
from events.forms import ReasonForm
from events.models import Occurrence
from events.selectors.reach import reach_of
from events.views.following import told


class DatesAction(BulkAction):
    """Something done to chosen dates of one's own libraries, after looking at them once more."""

    models = [Occurrence]
    template_name = "events/admin/bulk.html"
    question: Any = ""
    yes: Any = ""
    no: Any = gettext_lazy("No, leave them as they are")

    def check_perm(self, obj: Occurrence) -> bool:
        policy = policy_registry.get_by_type(Occurrence)
        return bool(policy.user_has_permission_for_instance(self.request.user, "change", obj))

    @classmethod
    def get_queryset(cls, model: type[Occurrence], object_ids: list[Any]) -> QuerySet[Occurrence]:
        keys = [key for key in object_ids if str(key).isdigit()]
        rows = model.objects.filter(pk__in=keys).select_related("series", "library")
        return rows.order_by("start", "pk")

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """“All” is never meant: the list goes on for a year and filters count for nothing here."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = [item["item"] for item in context["items"]]
        return {
            **context,
            "reach": reach_of(rows),
            "question": self.question,
            "yes": self.yes,
            "no": self.no,
            "is_serious": "serious" in self.classes,
        }

    def get_execution_context(self) -> dict[str, Any]:
        return {"action": self}


class CancelDates(DatesAction):
    display_name = gettext_lazy("Cancel")
    aria_label = gettext_lazy("Cancel the selected dates")
    action_type = "cancel"
    action_priority = 10
    classes = {"serious"}
    form_class = ReasonForm
    question = gettext_lazy("Shall these dates be cancelled?")
    yes = gettext_lazy("Yes, cancel")

    def get_initial(self) -> dict[str, Any]:
        rows, _others = self.get_actionable_objects()
        return {"seen": ",".join(f"{row.pk}:{row.sequence}" for row in rows)}

    @classmethod
    def execute_action(
        cls, objects: list[Occurrence], *, action: Any, **kwargs: Any
    ) -> tuple[int, int]:
        data = action.cleaned_form.cleaned_data
        dates = {row.pk: data["seen"].get(row.pk) for row in objects}
        outcome = services.cancel_many(dates, note=data["note"], note_en=data["note_en"])
        for row in outcome.stale:
            text = _("%(date)s was changed by somebody else meanwhile and is left as it is.")
            messages.warning(action.request, text % {"date": row.label})
        if outcome.people:
            messages.success(action.request, told(outcome.people))
        return len(outcome.done), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        return ngettext(
            "%(n)s date is cancelled.", "%(n)s dates are cancelled.", num_parent_objects
        ) % {"n": num_parent_objects}


class ReinstateDates(DatesAction):
    """Undo a cancellation."""

    display_name = gettext_lazy("Let take place")
    aria_label = gettext_lazy("Let the selected dates take place after all")
    action_type = "reinstate"
    action_priority = 20
    form_class = forms.Form
    question = gettext_lazy("Shall these dates take place after all?")
    yes = gettext_lazy("Yes, let them take place")

    @classmethod
    def execute_action(
        cls, objects: list[Occurrence], *, action: Any, **kwargs: Any
    ) -> tuple[int, int]:
        done = 0
        for row in objects:
            try:
                services.take_place(row)
            except EventError as error:
                messages.warning(action.request, f"{row.label}: {error}")
            else:
                done += 1
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        return ngettext(
            "%(n)s date takes place.", "%(n)s dates take place.", num_parent_objects
        ) % {"n": num_parent_objects}
