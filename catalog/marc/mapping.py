"""From a MARC record of either dialect to our record, or the reason why not."""

from django.utils.translation import gettext as _

from . import cnmarc, marc21
from .errors import MarcRecordError
from .fields import Fields
from .profiles import HoldingsProfile
from .types import BibRecord

# Part of every row's fingerprint: raise it when the mapping changes, and the next import of the
# same file writes all rows again.
VERSION = 1
LONGEST_ID = 60
LONGEST_TEXT = 20_000


def dialect(fields: Fields) -> str:
    """CNMARC has its title in 200, MARC 21 in 245; a converted record may have both."""
    if "200" in fields and ("245" not in fields or fields.leader[20:24] == "450 "):
        return "cnmarc"
    if "245" in fields:
        return "marc21"
    raise MarcRecordError(_("There is no title field (200 or 245)."))


def to_bib(fields: Fields, profile: HoldingsProfile) -> tuple[BibRecord, str]:
    """The record with its copies, and its dialect."""
    spoken = dialect(fields)
    bib = cnmarc.to_bib(fields) if spoken == "cnmarc" else marc21.to_bib(fields)
    if not bib.record_id:
        raise MarcRecordError(_("There is no control number (001)."))
    if len(bib.record_id) > LONGEST_ID:
        raise MarcRecordError(
            _("The control number has more than %(limit)d characters.") % {"limit": LONGEST_ID}
        )
    if not bib.title:
        raise MarcRecordError(_("The title is empty."))
    for text in (bib.title, bib.subtitle, bib.summary, bib.statement, bib.publisher):
        if len(text) > LONGEST_TEXT:
            raise MarcRecordError(
                _("A field has more than %(limit)d characters.") % {"limit": LONGEST_TEXT}
            )
    bib.items = fields.items(profile)
    return bib, spoken
