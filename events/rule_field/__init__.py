"""The recurrence rule as a model field, a form field and a widget for the Wagtail admin."""

from .fields import RuleField, RuleFormField
from .widgets import RuleWidget

__all__ = ["RuleField", "RuleFormField", "RuleWidget"]
