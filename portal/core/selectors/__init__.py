from .furniture import Furniture, site_furniture
from .libraries import libraries
from .vocabulary import audiences, topics

__all__ = ["Furniture", "audiences", "libraries", "site_furniture", "topics"]
