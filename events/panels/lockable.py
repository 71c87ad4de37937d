"""Fields that a page's template may have fixed: then they are shown, not offered.

The form drops such a field and says why in `form.locked` (`events.admin_forms.LockedField`), so
what a browser sends for it counts for nothing. The values go along as hidden inputs all the same,
for the live preview of the dates reads the whole form.
"""

import datetime as dt
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from events.schedule.recurrence import Rule
from events.schedule.wording import describe, length_label


class _LockableBoundPanel:
    """Goes before the bound panel of a field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        locked = getattr(self.form, "locked", {}).get(self.field_name)  # type: ignore[attr-defined]
        if self.bound_field is None and locked:  # type: ignore[has-type]
            self.read_only = True
            self.heading = capfirst(self.panel.db_field.verbose_name)  # type: ignore[attr-defined]
            self.help_text = locked.reason

    def get_read_only_context_data(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_read_only_context_data()  # type: ignore[misc]
        value = context["raw_value"]
        context["display_value"] = _words(value, self.instance, context["display_value"])  # type: ignore[attr-defined]
        field = self.form.locked[self.field_name].field  # type: ignore[attr-defined]
        context["hidden"] = _hidden(self.field_name, field, value)  # type: ignore[attr-defined]
        context["rendered_field"] = render_to_string("events/admin/locked.html", context)
        return context


class LockableFieldPanel(FieldPanel):
    class BoundPanel(_LockableBoundPanel, FieldPanel.BoundPanel):
        pass


class LockableTitlePanel(TitleFieldPanel):
    class BoundPanel(_LockableBoundPanel, TitleFieldPanel.BoundPanel):
        pass


class FromTemplatePanel(FieldPanel):
    """Which template the page came from, if any."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.event_template_id is not None and super().is_shown()


def _words(value: Any, schedule: Any, default: Any) -> Any:
    """The value as a programmer would say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.timedelta):
        return length_label(value)
    if value in (None, "") or (hasattr(value, "all") and not value.exists()):
        return "–"
    if hasattr(value, "rrules"):  # the rule of django-recurrence
        return describe(Rule.parse(str(value)), schedule.start_date or timezone.localdate())
    return default


def _hidden(name: str, field: forms.Field, value: Any) -> list[tuple[str, Any]]:
    """Names and values of the inputs the field would have."""
    if isinstance(field.widget, forms.MultiWidget):
        values = field.widget.decompress(value)
        return [
            (f"{name}{suffix}", part)
            for suffix, part in zip(field.widget.widgets_names, values, strict=True)
        ]
    if isinstance(value, bool):
        return [(name, "on")] if value else []
    if value is None or isinstance(field, forms.ModelMultipleChoiceField):
        return []
    return [(name, field.prepare_value(value))]
