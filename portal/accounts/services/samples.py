"""Texts to begin with. A library reads them with its lawyer before it relies on them."""

from pathlib import Path

from django.db import transaction

from portal.accounts.models import ConsentKind, ConsentText

from .consents import publish_text

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@transaction.atomic
def publish_sample_texts() -> list[ConsentText]:
    """Put the sample texts in force where nothing is; what the library wrote stays."""
    return [
        publish_text(_read(kind))
        for kind in ConsentKind.values
        if ConsentText.objects.current(kind) is None
    ]


def _read(kind: str) -> ConsentText:
    title, body = _split(SAMPLES / f"{kind}.zh.txt")
    title_en, body_en = _split(SAMPLES / f"{kind}.en.txt")
    return ConsentText.objects.create(
        kind=kind, title=title, body=body, title_en=title_en, body_en=body_en
    )


def _split(path: Path) -> tuple[str, str]:
    title, _gap, body = path.read_text(encoding="utf-8").partition("\n\n")
    return title.strip(), body.strip()
