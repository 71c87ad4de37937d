"""Quicker AVIF: Willow leaves the encoder at its default speed, which takes three times as long
for two percent fewer bytes."""

from typing import IO

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

SPEED = 8


def save_as_avif(
    image: PillowImage,
    output: IO[bytes],
    quality: int = 61,
    lossless: bool = False,
    apply_optimizers: bool = True,
) -> AvifImageFile:
    """Willow's operation with a speed; our pictures carry no colour profile to take over."""
    options = {"quality": 100, "subsampling": "4:4:4"} if lossless else {"quality": quality}
    image.image.save(output, "AVIF", speed=SPEED, **options)
    return AvifImageFile(output)


def register() -> None:
    registry.register_operation(PillowImage, "save_as_avif", save_as_avif)
