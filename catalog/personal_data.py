"""Personal data of the catalogue (see `portal.accounts.privacy`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.privacy import register

from .models import ILSCommand


def _commands(user: User) -> list[dict[str, Any]]:
    return [
        {
            "command": row.get_kind_display(),
            "arguments": row.arguments,
            "state": row.get_state_display(),
            "sent_at": row.created_at.isoformat(),
        }
        for row in ILSCommand.objects.filter(reader__user=user)
    ]


register("catalog.ILSCommand", _("What I asked the library system to do"), export=_commands)

# Staff at work: the rows stay and lose the name.
register("catalog.HiddenRecord", _("Work in the administration"))
register("catalog.MarcUpload", _("Work in the administration"))
