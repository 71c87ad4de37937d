"""The closed vocabularies of readers' works, and how much of each is taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND = "work"  # as moderation knows it


class Form(models.TextChoices):
    """What a work is made of; of several, the one that is told first."""

    TEXT = "text", pgettext_lazy("reader’s work", "text")
    PICTURE = "picture", pgettext_lazy("reader’s work", "picture")
    PDF = "pdf", pgettext_lazy("reader’s work", "PDF")
    AUDIO = "audio", pgettext_lazy("reader’s work", "audio")


class Stage(models.TextChoices):
    """How it stands with a call for entries."""

    COMING = "coming", pgettext_lazy("call for entries", "opens soon")
    OPEN = "open", pgettext_lazy("call for entries", "open")
    JUDGING = "judging", pgettext_lazy("call for entries", "being judged")
    RESULTS = "results", pgettext_lazy("call for entries", "results")
    OVER = "over", pgettext_lazy("call for entries", "closed")


class Band(models.TextChoices):
    """How old somebody is, roughly: for the filter of the gallery, and no closer than that."""

    SMALL = "small", _("up to 5 years")
    LOWER = "lower", _("6 to 8 years")
    UPPER = "upper", _("9 to 12 years")
    TEEN = "teen", _("13 to 17 years")
    ADULT = "adult", _("adults")


_BAND_ENDS = ((5, Band.SMALL), (8, Band.LOWER), (12, Band.UPPER), (17, Band.TEEN))
ADULT_AGE = 18


def band_of(years: int) -> Band:
    return next((band for end, band in _BAND_ENDS if years <= end), Band.ADULT)


class Licence(models.TextChoices):
    """What the library, and others, may do with a work."""

    LIBRARY = "library", _("The library may show it, on this site and in its houses")
    PRINT = "print", _("The library may show it and print it, in booklets and on posters")
    CC_BY_NC = "cc-by-nc", _("Everybody may pass it on, with the pen name and not for sale")


TITLE_LENGTH = 60
SHORTEST = 10
LONGEST = 10_000
ABOUT_LENGTH = 200
MOST_FILES = 6
LARGEST_MB = 15
MOST_PAGES = 40
LONGEST_SECONDS = 10 * 60
