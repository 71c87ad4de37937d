"""Contrast of the colours that carry text or meaning, measured in every reading mode."""

import re

import pytest

from portal.core.stylesheet import SOURCES

PIGMENTS = ("azurite", "malachite", "cinnabar", "gamboge", "lotus", "ochre")
GROUNDS = ("bg", "bg-2", "surface")
TEXT, GRAPHIC = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "link") for ground in GROUNDS),
    *((f"{p}-ink", ground, TEXT) for p in PIGMENTS for ground in (*GROUNDS, f"{p}-wash")),
    *(("on-solid", f"{p}-solid", TEXT) for p in PIGMENTS if p != "gamboge"),
    *((ink, f"{p}-wash", TEXT) for ink in ("ink", "ink-2") for p in PIGMENTS),
    *(("on-night", ground, TEXT) for ground in ("night", "night-2", "sky")),
    *(("on-night-2", ground, TEXT) for ground in ("night", "sky")),
    ("on-gamboge", "gamboge-solid", TEXT),
    ("on-action", "action", TEXT),
    ("night", "on-night", TEXT),
    ("bg", "ink", TEXT),
    ("gold", "night", TEXT),
    ("card-ink", "card", TEXT),
    ("on-stamp", "stamp", TEXT),
    ("qr-ink", "qr-ground", TEXT),
    ("line-strong", "surface", GRAPHIC),
    ("line-strong", "bg", GRAPHIC),
    ("card-line", "card", GRAPHIC),
    ("focus", "bg", GRAPHIC),
    ("seal", "bg", GRAPHIC),
    ("open", "night", GRAPHIC),
]


def declared(css, selector):
    body = css[css.index(selector) :].partition("{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


TOKENS = declared((SOURCES / "tokens.css").read_text(), ":root")
MODES = (SOURCES / "modes.css").read_text()
THEMES = {
    "light": TOKENS,
    "dark": TOKENS | declared(MODES, 'html[data-theme="dark"]'),
    "paper": TOKENS | declared(MODES, 'html[data-contrast="paper"]'),
    "board": TOKENS | declared(MODES, 'html[data-contrast="board"]'),
}


def luminance(theme, name):
    value = theme[name].strip()
    if reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return luminance(theme, reference[1])
    digits = value.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_can_be_read(name):
    theme = THEMES[name]
    weak = {}
    for front, ground, least in PAIRS:
        light, dark = sorted((luminance(theme, front), luminance(theme, ground)), reverse=True)
        ratio = (light + 0.05) / (dark + 0.05)
        if ratio < least:
            weak[f"{front} on {ground}"] = round(ratio, 2)
    assert weak == {}


def test_drawn_pictures_stand_on_the_night_of_the_tokens():
    for picture in ("hero.svg", "plum.svg"):
        assert TOKENS["sky"] in (SOURCES.parent / "art" / picture).read_text()
