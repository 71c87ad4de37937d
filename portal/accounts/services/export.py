"""What the portal knows about a person, handed over in one file."""

from typing import Any

from django.utils import timezone

from portal.accounts import privacy
from portal.accounts.models import User


def export_my_data(user: User) -> dict[str, Any]:
    """Everything registered as personal data, as plain values that JSON can carry."""
    return {
        "exported_at": timezone.now().isoformat(),
        "data": [
            {"title": str(entry.title), "model": entry.model, "rows": entry.export(user)}
            for entry in privacy.registered()
            if entry.export
        ],
    }
