"""Ten palettes of mineral pigments, the same family as the site's design tokens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """*ground* fills the board, *label* is the paper of the title and *ink* is written on it."""

    ground: str
    shape: str
    accent: str
    detail: str
    label: str
    ink: str
    is_light: bool = False

    @property
    def on_ground(self) -> str:
        """The colour of letters that stand on the board itself."""
        return self.ink if self.is_light else self.label


PALETTES = (
    Palette("#17476f", "#2f6d9c", "#e9c46a", "#f4ead2", "#f7f0df", "#17283a"),  # azurite
    Palette("#a52d1c", "#842212", "#f0b48a", "#f9e3cf", "#fbf1e2", "#4a120a"),  # cinnabar
    Palette("#17604d", "#2c8168", "#d8c48a", "#e8f0e2", "#f6f3e6", "#10352b"),  # malachite
    Palette("#dfa32c", "#c27f1a", "#7a2f14", "#fdf2d3", "#fff8e6", "#3c2400", True),  # gamboge
    Palette("#ece3d0", "#cbbb9c", "#a4472c", "#5a4a36", "#fffaf0", "#30261a", True),  # xuan paper
    Palette("#4a3566", "#6d4f8f", "#e7b7b0", "#efe3f2", "#f8f2f6", "#2a1b40"),  # lotus
    Palette("#84481d", "#a8652f", "#f0d9a8", "#f8ead0", "#fbf3e3", "#3c1e08"),  # ochre
    Palette("#2b3338", "#48545b", "#cf5a3a", "#dfe3e0", "#f4f1ea", "#1c2226"),  # ink
    Palette("#c9d9d3", "#8fb3a7", "#1d5b4d", "#f5f7f2", "#fffdf6", "#16342d", True),  # pale green
    Palette("#d9e3ec", "#93b2cb", "#1f4a70", "#fbfaf5", "#ffffff", "#14304a", True),  # pale blue
)
