"""Everything readers do with their cards."""

from .acts import carry_out
from .cards import link_card, name_card, unlink_card

__all__ = ["carry_out", "link_card", "name_card", "unlink_card"]
