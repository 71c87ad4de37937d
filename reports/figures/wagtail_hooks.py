"""What Wagtail is told of figures. Policies first: Wagtail asks for it."""

from typing import Any

from wagtail import hooks

from .viewsets import FiguresGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [FiguresGroup()]
