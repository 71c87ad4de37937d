"""django-recurrence's field without its form: one rule line, no start, no end, no exceptions in it.

What its own form field and widget do wrong in Wagtail is listed in docs/decisions/recurrence.md.
"""

from typing import Any

import recurrence
from django import forms
from django.core.exceptions import ValidationError
from django.db.models.query_utils import DeferredAttribute
from recurrence.fields import RecurrenceField

from events.schedule.recurrence import Rule, RuleError

from .widgets import RuleWidget, canonical


class RuleFormField(forms.CharField):
    widget = RuleWidget

    def clean(self, value: Any) -> recurrence.Recurrence | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            rule = Rule.parse(text)
        except RuleError as error:
            raise ValidationError(str(error.message), code="rule") from error
        return recurrence.deserialize(str(rule), include_dtstart=False)

    def prepare_value(self, value: Any) -> str:
        return canonical(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "").strip()


class RuleField(RecurrenceField):
    """One recurrence rule or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("include_dtstart", None)
        super().__init__(include_dtstart=False, **kwargs)

    def contribute_to_class(self, cls: type, name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        # django-recurrence's own descriptor breaks .only(), .defer() and specific(defer=True).
        setattr(cls, self.attname, DeferredAttribute(self))

    def to_python(self, value: Any) -> recurrence.Recurrence | None:
        return super().to_python(value) if value else None

    def get_prep_value(self, value: Any) -> str:
        return canonical(value)

    def pre_save(self, instance: Any, add: bool) -> Any:
        value = self.to_python(getattr(instance, self.attname))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs = {**kwargs, "form_class": RuleFormField, "widget": RuleWidget}
        return super(RecurrenceField, self).formfield(**kwargs)
