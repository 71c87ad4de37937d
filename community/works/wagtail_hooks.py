"""What Wagtail is told of works. Policies first: Wagtail asks for it."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from community.works.models import Call
from community.works.permissions import CALLS
from community.works.viewsets import CallViewSet

register_permission_policy(Call, CALLS)
register_snippet(CallViewSet)
