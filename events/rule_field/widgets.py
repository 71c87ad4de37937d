"""The rule editor: plain selects and checkboxes that write one RRULE line.

Without its script the line itself can be read and written. The script is a Stimulus controller, so
that rows added to an InlinePanel later work like the first.
"""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.staticfiles import versioned_static

from events.schedule.recurrence import WEEKDAYS, Rule, RuleError

FREQUENCIES = [
    ("", _("does not repeat")),
    ("DAILY", _("every day")),
    ("WEEKLY", _("every week")),
    ("MONTHLY", _("every month, on a weekday")),
    ("MONTHDAY", _("every month, on a day of the month")),
    ("YEARLY", _("every year, on the first date")),
]
DAY_LABELS = [
    pgettext_lazy("rule", "Monday"),
    pgettext_lazy("rule", "Tuesday"),
    pgettext_lazy("rule", "Wednesday"),
    pgettext_lazy("rule", "Thursday"),
    pgettext_lazy("rule", "Friday"),
    pgettext_lazy("rule", "Saturday"),
    pgettext_lazy("rule", "Sunday"),
]
POSITIONS = [
    ("1", pgettext_lazy("position", "first")),
    ("2", pgettext_lazy("position", "second")),
    ("3", pgettext_lazy("position", "third")),
    ("4", pgettext_lazy("position", "fourth")),
    ("5", pgettext_lazy("position", "fifth")),
    ("-1", pgettext_lazy("position", "last")),
]


def canonical(value: Any) -> str:
    """The rule as one line in our own order of parts; what is not ours is kept as it is."""
    text = str(value) if value else ""
    try:
        return str(Rule.parse(text)) if text else ""
    except RuleError:
        return text


class RuleWidget(forms.Widget):
    template_name = "events/widgets/rule.html"

    def format_value(self, value: Any) -> str:
        return canonical(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context |= {
            "frequencies": FREQUENCIES,
            "weekdays": list(zip(WEEKDAYS, DAY_LABELS, strict=True)),
            "positions": POSITIONS,
            # The dates of a schedule are those of a whole page, not of a row within it.
            "previews": "-" not in name,
        }
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-freq" if id_ else id_

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[versioned_static("events/rule.js")],
            css={"all": [versioned_static("events/rule.css")]},
        )
