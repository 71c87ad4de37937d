from .furniture import Furniture, site_furniture
from .libraries import libraries, open_now, with_status
from .school import coming_school_holiday
from .vocabulary import audiences, topics

__all__ = [
    "Furniture",
    "audiences",
    "coming_school_holiday",
    "libraries",
    "open_now",
    "site_furniture",
    "topics",
    "with_status",
]
