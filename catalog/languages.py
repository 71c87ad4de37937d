"""Names of the languages a public library holds, by their MARC code (ISO 639-2/B)."""

from django.utils.translation import pgettext_lazy

LANGUAGES = {
    "chi": pgettext_lazy("language", "Chinese"),
    "eng": pgettext_lazy("language", "English"),
    "jpn": pgettext_lazy("language", "Japanese"),
    "kor": pgettext_lazy("language", "Korean"),
    "fre": pgettext_lazy("language", "French"),
    "ger": pgettext_lazy("language", "German"),
    "rus": pgettext_lazy("language", "Russian"),
    "spa": pgettext_lazy("language", "Spanish"),
    "ita": pgettext_lazy("language", "Italian"),
    "por": pgettext_lazy("language", "Portuguese"),
    "ara": pgettext_lazy("language", "Arabic"),
    "dan": pgettext_lazy("language", "Danish"),
    "swe": pgettext_lazy("language", "Swedish"),
    "nor": pgettext_lazy("language", "Norwegian"),
    "fin": pgettext_lazy("language", "Finnish"),
    "dut": pgettext_lazy("language", "Dutch"),
    "pol": pgettext_lazy("language", "Polish"),
    "cze": pgettext_lazy("language", "Czech"),
    "hun": pgettext_lazy("language", "Hungarian"),
    "gre": pgettext_lazy("language", "Greek"),
    "grc": pgettext_lazy("language", "Ancient Greek"),
    "lat": pgettext_lazy("language", "Latin"),
    "san": pgettext_lazy("language", "Sanskrit"),
    "hin": pgettext_lazy("language", "Hindi"),
    "ben": pgettext_lazy("language", "Bengali"),
    "per": pgettext_lazy("language", "Persian"),
    "heb": pgettext_lazy("language", "Hebrew"),
    "tur": pgettext_lazy("language", "Turkish"),
    "vie": pgettext_lazy("language", "Vietnamese"),
    "tha": pgettext_lazy("language", "Thai"),
    "ind": pgettext_lazy("language", "Indonesian"),
    "mon": pgettext_lazy("language", "Mongolian"),
    "tib": pgettext_lazy("language", "Tibetan"),
    "uig": pgettext_lazy("language", "Uyghur"),
    "kaz": pgettext_lazy("language", "Kazakh"),
    "mul": pgettext_lazy("language", "several languages"),
}


def language_name(code: str) -> str:
    """The name in the active language; the code itself where it is rare."""
    return str(LANGUAGES.get(code, code))
