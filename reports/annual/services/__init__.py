"""What changes a report besides its texts: its frozen numbers and its file."""

from .filing import ask_for_file, make_file
from .freezing import freeze_again, freeze_first

__all__ = ["ask_for_file", "freeze_again", "freeze_first", "make_file"]
