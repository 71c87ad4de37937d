from .certificate import Certificate
from .hours import HoursEntry
from .opportunity import Opportunity, Skill
from .page import VolunteerPage
from .shift import Shift, SignUp, Swap
from .volunteer import Step, Volunteer

__all__ = [
    "Certificate",
    "HoursEntry",
    "Opportunity",
    "Shift",
    "SignUp",
    "Skill",
    "Step",
    "Swap",
    "Volunteer",
    "VolunteerPage",
]
