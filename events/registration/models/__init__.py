from .attendance import Attendance, HeadCount, Pause
from .draw import Draw
from .pool import Pool
from .registration import Attendee, Registration

__all__ = ["Attendance", "Attendee", "Draw", "HeadCount", "Pause", "Pool", "Registration"]
