"""House rules a developer is told about before a page type reaches anybody."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from wagtail.models import Page, get_page_models

from .admin_forms import LibraryPageForm
from .models import BasePage


def check_page_types(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every page type stands on `BasePage` and says where it may stand and what below it."""
    ours = (model for model in get_page_models() if _is_ours(model))
    return [error for model in ours for error in errors_of(model)]


def _is_ours(model: type[Page]) -> bool:
    """Whether the model's code lies in this project rather than in an installed library."""
    return "site-packages" not in apps.get_app_config(model._meta.app_label).path


def errors_of(model: type[Page]) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    if not issubclass(model, BasePage):
        errors.append(
            Error(
                f"{model.__name__} does not inherit from BasePage.",
                hint="Branch permissions, audiences and topics come with BasePage.",
                obj=model,
                id="portal.E001",
            )
        )
    elif not issubclass(model.base_form_class, LibraryPageForm):
        errors.append(
            Error(
                f"The form of {model.__name__} does not inherit from LibraryPageForm.",
                hint="That form keeps pages of branch staff with their library.",
                obj=model,
                id="portal.E003",
            )
        )
    # Wagtail's own default, any page anywhere, does not count.
    defined = {
        name
        for base in model.__mro__
        if not base.__module__.startswith("wagtail.")
        for name in base.__dict__
    }
    errors.extend(
        Error(
            f"{model.__name__} does not define {name}.",
            hint="Without it, this page may stand anywhere or take any page below it.",
            obj=model,
            id="portal.E002",
        )
        for name in ("parent_page_types", "subpage_types")
        if name not in defined
    )
    return errors
