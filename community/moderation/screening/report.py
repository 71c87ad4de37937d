"""All that was found in a text, for the author and for the moderator."""

from dataclasses import asdict, dataclass
from typing import Any

from community.moderation.enums import Sign

from .folding import fold
from .personal import signs
from .words import WordList

EXCERPT = 40
MOST = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """*excerpt* is what stands in the text; *denies* refuses it, otherwise it is held."""

    sign: str
    excerpt: str
    denies: bool = False

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "denies"}


def screen(text: str, words: WordList) -> list[Finding]:
    """What stands in *text*, each thing once."""
    folded = fold(text)
    findings: dict[Finding, None] = {}
    for match in words.matches(folded):
        sign = Sign.DISGUISED if match.is_disguised else Sign.WORD
        denies = match.denies and not match.is_disguised
        excerpt = folded.excerpt(match.start, match.end)[:EXCERPT]
        findings[Finding(sign.value, excerpt, denies)] = None
    for sign, start, end in signs(folded):
        findings[Finding(sign.value, folded.excerpt(start, end)[:EXCERPT])] = None
    return sorted(findings, key=lambda finding: not finding.denies)[:MOST]
