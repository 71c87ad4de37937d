"""The codes on the walls of libraries."""

from django.utils import timezone

from catalog.borrowing.models import BranchCode
from catalog.borrowing.models.branch_code import random_code
from portal.core.models import Library


def code_of(library: Library) -> BranchCode:
    row, _made = BranchCode.objects.get_or_create(library=library)
    return row


def change_code(library: Library) -> BranchCode:
    """A new code: whoever stands there scans or types it anew."""
    row, _made = BranchCode.objects.update_or_create(
        library=library, defaults={"code": random_code(), "changed_at": timezone.now()}
    )
    return row
