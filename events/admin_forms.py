"""Forms of the Wagtail editor."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.staticfiles import versioned_static
from wagtail.coreutils import find_available_slug

from events.schedule.checks import problems_of
from events.schedule.dates import day_label
from portal.core.admin_forms import LibraryPageForm
from portal.core.permissions import scope_of

# Nothing more is said of a schedule while one of these makes no sense by itself.
MADE_OF_SEVERAL = {
    *("kind", "start_date", "start_time", "duration", "rule", "ends_on"),
    *("min_age", "max_age", "place_kind"),
    *("registration", "registration_unit", "capacity", "reserved_places", "month_limit"),
    *("party_min", "party_max", "children_min", "children_max", "adults_min", "adults_max"),
}

# Fields that are named after the one before them in the editor.
NAMES_BY_THEMSELVES = {
    "opens_time": _("opens at this time of day"),
    "party_max": _("people in one registration, at most"),
    "month_limit": _("dates of this series for one family in one calendar month"),
}


class LengthWidget(forms.MultiWidget):
    template_name = "events/widgets/length.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        limits = {"days": 366, "hours": 23, "minutes": 59}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.NumberInput({"min": 0, "max": most}) for name, most in limits.items()
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: dt.timedelta | None) -> list[int | None]:
        if value is None:
            return [None, None, None]
        return [value.days, value.seconds // 3600, value.seconds // 60 % 60]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("days"), _("hours"), _("minutes"))
        for widget, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            widget["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class TermsWidget(forms.CheckboxSelectMultiple):
    """Reader groups, topics, provisions: ticked, where a list would want a key held down."""

    template_name = "events/widgets/terms.html"

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [versioned_static("events/terms.css")]})


class GroupedTermsWidget(TermsWidget):
    """Many ticks, under headings."""

    template_name = "events/widgets/grouped_terms.html"


class LengthField(forms.MultiValueField):
    """A duration as days, hours and minutes."""

    widget = LengthWidget

    def __init__(self, **kwargs: Any) -> None:
        limits = (366, 23, 59)
        fields = [
            forms.IntegerField(min_value=0, max_value=most, required=False) for most in limits
        ]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values: list[int | None]) -> dt.timedelta:
        days, hours, minutes = ((value or 0) for value in [*values, None, None, None][:3])
        return dt.timedelta(days=days, hours=hours, minutes=minutes)


class SeriesCopyForm(CopyForm):
    """A copy has dates of its own to look at first, so it is never published at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
        slug = self.fields["new_slug"]
        slug.initial = find_available_slug(self.page.get_parent(), self.page.slug)
        slug.help_text = _(
            "The copy is a draft. If the dates are past they move to the next ones ahead; days "
            "left out or added by hand are not copied then."
        )


@dataclass(frozen=True)
class LockedField:
    """A form field that was taken away, and why."""

    field: forms.Field
    reason: str


class EventSeriesForm(LibraryPageForm):
    """Says at each field what is wrong with the schedule; leaves out what a template has fixed."""

    duration = LengthField(label=_("lasts"), initial=dt.timedelta(hours=1))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locked: dict[str, LockedField] = {}
        template = self.instance.event_template
        if template is None or scope_of(self.for_user) is None:
            return
        reason = _("Fixed by the template “%(template)s” for all libraries.") % {
            "template": template
        }
        for name in template.locked_fields & set(self.fields):
            self.locked[name] = LockedField(self.fields.pop(name), reason)

    def _post_clean(self) -> None:
        """The page has been filled in by now, as far as the fields make sense."""
        super()._post_clean()
        if MADE_OF_SEVERAL & set(self.errors):
            return
        self._check_parts()
        if not self.is_deferred_validation:
            _check_priority(self)
        problems = problems_of(
            self.instance, tz=settings.TIME_ZONE, is_complete=not self.is_deferred_validation
        )
        for name, problem in problems.items():
            self.add_error(name if name in self.fields else None, problem)

    def _check_parts(self) -> None:
        """A page from before a split must not bring the old schedule back."""
        parts = self.instance.parts()
        since = parts.filter(is_current=True).values_list("split_on", flat=True).first()
        if since and self.instance.start_date and self.instance.start_date < since:
            self.add_error(
                "start_date",
                _(
                    "From %(date)s on this series has a schedule of its own, and this page is "
                    "about that. Earlier dates are changed under “Event dates”."
                )
                % {"date": day_label(since, with_year=True)},
            )


class EventTemplateForm(WagtailAdminModelForm):
    """Ticks for the fields that branches may not change; the kind must fit the rest."""

    duration = LengthField(label=_("lasts"), initial=dt.timedelta(hours=1))
    locked = forms.MultipleChoiceField(
        label=_("fixed for branches"),
        required=False,
        widget=GroupedTermsWidget,
        help_text=_("Those who plan for the whole network may still change them on each page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locked" in self.fields:
            self.fields["locked"].choices = [
                (_("What, when and for whom"), self._lockable(self.instance.LOCKABLE)),
                (_("How people register"), self._lockable(self.instance.LOCKABLE_TERMS)),
            ]

    def _lockable(self, names: Iterable[str]) -> list[tuple[str, Any]]:
        return [
            (
                name,
                NAMES_BY_THEMSELVES.get(name) or self.instance._meta.get_field(name).verbose_name,
            )
            for name in names
        ]

    def _post_clean(self) -> None:
        super()._post_clean()
        if MADE_OF_SEVERAL & set(self.errors):
            return
        _check_priority(self)
        for name, problem in problems_of(self.instance, tz=settings.TIME_ZONE).items():
            self.add_error(name if name in self.fields else None, problem)


def _check_priority(form: forms.ModelForm) -> None:
    """Groups are put on the row when the form is saved, so they are looked up here."""
    row, name = form.instance, "priority_groups"
    is_asked = name in form.fields
    groups = form.cleaned_data.get(name) if is_asked else row.priority_groups.all()
    if (row.reserved_places or row.priority_hours) and not groups:
        form.add_error(name if is_asked else None, _("Say for whom the places are kept."))
