"""The pictures of the sample network, drawn by code so that they belong to nobody else."""

from collections.abc import Callable

from . import indoors, night, outdoors
from .canvas import Canvas

PICTURES: dict[str, Callable[[], Canvas]] = {
    **night.PICTURES,
    **indoors.PICTURES,
    **outdoors.PICTURES,
}
