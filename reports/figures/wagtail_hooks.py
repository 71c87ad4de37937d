"""What Wagtail is told of figures. Policies first: Wagtail asks for it."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .models import Batch
from .permissions import BatchPermissionPolicy
from .viewsets import FiguresGroup

register_permission_policy(Batch, BatchPermissionPolicy(Batch))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [FiguresGroup()]
