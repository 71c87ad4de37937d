from django import template

from community.reviews.contributed import ages_label
from community.reviews.models import Review

register = template.Library()


@register.simple_tag
def fitting_ages(review: Review) -> str:
    """The ages the book fits, in the reviewer's eyes."""
    return ages_label(review.age_from, review.age_to)
