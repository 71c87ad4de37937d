"""Who writes calls for entries: they are the whole network's."""

from community.moderation.permissions import NetworkPermissionPolicy
from community.works.models import Call

CALLS = NetworkPermissionPolicy(Call)
