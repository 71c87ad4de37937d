"""Tables into numbers: received, looked at, imported as one batch."""

from . import background
from .names import known_names
from .plausible import Outlook, outlook
from .uploads import Preview, choose, commit, import_file, preview, receive, teach

__all__ = [
    "Outlook",
    "Preview",
    "background",
    "choose",
    "commit",
    "import_file",
    "known_names",
    "outlook",
    "preview",
    "receive",
    "teach",
]
