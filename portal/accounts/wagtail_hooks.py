"""What accounts register in the admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from portal.accounts.models import ConsentText
from portal.accounts.permissions import ConsentTextPermissionPolicy
from portal.accounts.viewsets import ConsentTextViewSet

register_permission_policy(ConsentText, ConsentTextPermissionPolicy(ConsentText))


@hooks.register("register_admin_viewset")
def register_consent_texts() -> ConsentTextViewSet:
    return ConsentTextViewSet("consent_texts")
