"""What the catalogue registers in the admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from catalog.models import ImportRun, Record
from catalog.permissions import ReadOnlyPermissionPolicy
from catalog.viewsets import CatalogueGroup, RecordChooserViewSet, record_chooser

register_permission_policy(Record, ReadOnlyPermissionPolicy(Record))
register_permission_policy(ImportRun, ReadOnlyPermissionPolicy(ImportRun))


@hooks.register("register_admin_viewset")
def register_record_chooser() -> RecordChooserViewSet:
    return record_chooser


@hooks.register("register_admin_viewset")
def register_catalogue() -> CatalogueGroup:
    return CatalogueGroup()
