from .attempts import Attempts
from .linked_card import LinkedCard

__all__ = ["Attempts", "LinkedCard"]
