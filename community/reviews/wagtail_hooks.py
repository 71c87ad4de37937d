"""What Wagtail is told of reviews. Policies first: Wagtail asks for it."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from community.reviews.models import Review
from community.reviews.permissions import ReviewPermissionPolicy
from community.reviews.viewsets import ReviewViewSet

register_permission_policy(Review, ReviewPermissionPolicy(Review))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [ReviewViewSet()]
