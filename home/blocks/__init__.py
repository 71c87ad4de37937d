from .body import ArticleBody
from .front import FrontPageBody

__all__ = ["ArticleBody", "FrontPageBody"]
