from .base import ScopedModelViewSet
from .libraries import LibrariesGroup
from .site import AudienceViewSet, FooterColumnViewSet, MenuItemViewSet, TopicViewSet

__all__ = [
    "AudienceViewSet",
    "FooterColumnViewSet",
    "LibrariesGroup",
    "MenuItemViewSet",
    "ScopedModelViewSet",
    "TopicViewSet",
]
