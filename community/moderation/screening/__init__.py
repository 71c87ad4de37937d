"""What a machine can see in a text: words of the list in all disguises, personal data, floods."""

from .report import Finding, screen
from .words import WordList, word_list

__all__ = ["Finding", "WordList", "screen", "word_list"]
