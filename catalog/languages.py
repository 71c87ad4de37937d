"""Names of the languages a public library holds, by their MARC code (ISO 639-2/B)."""

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "chi": _("Chinese"),
    "eng": _("English"),
    "jpn": _("Japanese"),
    "kor": _("Korean"),
    "fre": _("French"),
    "ger": _("German"),
    "rus": _("Russian"),
    "spa": _("Spanish"),
    "ita": _("Italian"),
    "por": _("Portuguese"),
    "ara": _("Arabic"),
    "dan": _("Danish"),
    "swe": _("Swedish"),
    "nor": _("Norwegian"),
    "fin": _("Finnish"),
    "dut": _("Dutch"),
    "pol": _("Polish"),
    "cze": _("Czech"),
    "hun": _("Hungarian"),
    "gre": _("Greek"),
    "grc": _("Ancient Greek"),
    "lat": _("Latin"),
    "san": _("Sanskrit"),
    "hin": _("Hindi"),
    "ben": _("Bengali"),
    "per": _("Persian"),
    "heb": _("Hebrew"),
    "tur": _("Turkish"),
    "vie": _("Vietnamese"),
    "tha": _("Thai"),
    "ind": _("Indonesian"),
    "mon": _("Mongolian"),
    "tib": _("Tibetan"),
    "uig": _("Uyghur"),
    "kaz": _("Kazakh"),
    "mul": _("several languages"),
}


def language_name(code: str) -> str:
    """The name in the active language; the code itself where it is rare."""
    return str(LANGUAGES.get(code, code))
