"""Which letters people want."""

from portal.accounts.models import User

from .enums import Category
from .models import Preference


def preferences(user: User) -> dict[Category, bool]:
    """Every category and whether *user* wants it; the essential one always."""
    chosen = dict(Preference.objects.filter(user=user).values_list("category", "is_wanted"))
    return {
        category: category == Category.ESSENTIAL
        or chosen.get(category.value, category.is_on_by_default)
        for category in Category
    }


def is_wanted(user: User, category: Category) -> bool:
    return preferences(user)[category]
