"""Shifts and hours in templates."""

from django import template

from community.volunteers import wording

register = template.Library()

register.filter("shift_when", wording.when_label)
register.filter("hours", wording.hours_label)
register.filter("decimal_hours", wording.decimal_hours)
register.filter("from_age", wording.age_label)
