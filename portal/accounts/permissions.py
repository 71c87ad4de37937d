from wagtail.permission_policies import ModelPermissionPolicy

from portal.accounts.models import ConsentText, User


class ConsentTextPermissionPolicy(ModelPermissionPolicy):
    """Drafts may be changed and deleted; a published text can only be read and copied."""

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: ConsentText
    ) -> bool:
        if instance.published_at and action != "view":
            return False
        return super().user_has_permission_for_instance(user, action, instance)
