"""How the editors of events and templates are laid out."""

from .series import SERIES_PANELS
from .template import TEMPLATE_PANELS

__all__ = ["SERIES_PANELS", "TEMPLATE_PANELS"]
