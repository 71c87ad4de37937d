"""The rule editor: plain selects and checkboxes that write one RRULE line."""

from typing import Any

from django import forms


class RuleWidget(forms.Textarea):
    def format_value(self, value: Any) -> str:
        return "" if not value else str(value)
