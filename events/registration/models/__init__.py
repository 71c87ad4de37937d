from .attendance import Attendance, HeadCount, Pause
from .calendar import CalendarAddress
from .draw import Draw
from .feedback import Feedback
from .pool import Pool
from .registration import Attendee, Registration

__all__ = [
    "Attendance",
    "Attendee",
    "CalendarAddress",
    "Draw",
    "Feedback",
    "HeadCount",
    "Pause",
    "Pool",
    "Registration",
]
