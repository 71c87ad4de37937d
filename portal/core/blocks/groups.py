"""Headings of the list editors choose blocks from."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
MEDIA = _("Pictures and media")
DATA = _("Facts and figures")
LINKS = _("Links and people")
