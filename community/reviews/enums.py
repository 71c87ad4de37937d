"""What readers write about a book, and how long it may be."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(models.TextChoices):
    """A review says whether one should read it; a response tells what reading it was like."""

    REVIEW = "review", pgettext_lazy("about a book", "review")
    RESPONSE = "response", pgettext_lazy("about a book", "reading response")


SHORTEST = 20
LONGEST = {Form.REVIEW: 2_000, Form.RESPONSE: 5_000}
TITLE_LENGTH = 60
OLDEST = 99
STARS = [
    (5, _("5: wonderful")),
    (4, _("4: good")),
    (3, _("3: not bad")),
    (2, _("2: weak")),
    (1, _("1: bad")),
]
