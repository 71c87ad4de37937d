"""Which sizes of a picture there are, and where: never made while a page is made.

A page needs addresses only. A rendition that exists is linked as a file; one that does not yet is
linked through the signed address that makes it when a browser asks. A task makes all of them after
an upload.
"""

from dataclasses import dataclass
from zlib import crc32

from django.core.cache import caches
from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from wagtail.images.models import Filter
from wagtail.images.utils import generate_signature

from .models import CustomImage

# AVIF saves about a third against JPEG; WebP lies between the two and is not worth its encoding.
WIDTHS = (400, 800, 1200)
FORMATS = ("avif", "jpeg")
IMAGE_SPECS = tuple(f"width-{width}|format-{name}" for width in WIDTHS for name in FORMATS)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a `<picture>` element needs."""

    avif_srcset: str
    srcset: str
    src: str
    largest: str
    width: int
    height: int


def widths_of(image: CustomImage) -> tuple[int, ...]:
    """The widths that are smaller than the image, and the first that is not: it shows all of it."""
    smaller = [width for width in WIDTHS if width < image.width]
    return (*smaller, *WIDTHS[len(smaller) : len(smaller) + 1])


def specs_of(image: CustomImage) -> tuple[str, ...]:
    return tuple(f"width-{width}|format-{name}" for width in widths_of(image) for name in FORMATS)


def image_urls(image: CustomImage, specs: tuple[str, ...] = IMAGE_SPECS) -> dict[str, str]:
    """Addresses of *specs*: one query, none where renditions are prefetched or all known."""
    cache = caches["renditions"]
    # The file's name is random and new with each upload, so nothing else need be in the key.
    key = f"urls:{image.file.name}:{crc32(repr(specs).encode())}"
    is_prefetched = image._get_prefetched_renditions() is not None
    if not is_prefetched and (known := cache.get(key)):
        return known
    filters = [Filter(spec) for spec in specs]
    existing = image.find_existing_renditions(*filters)
    urls = {
        found.spec: existing[found].url if found in existing else signed_url(image, found.spec)
        for found in filters
    }
    if not is_prefetched and len(existing) == len(filters):
        cache.set(key, urls)
    return urls


def signed_url(image: CustomImage, spec: str) -> str:
    """The address that makes the rendition when asked; nobody else can make such addresses."""
    signature = generate_signature(image.pk, spec)
    return reverse("wagtailimages_serve", args=(signature, image.pk, spec))


def picture_of(image: CustomImage) -> Picture:
    widths = widths_of(image)
    urls = image_urls(image, specs_of(image))

    def srcset(name: str) -> str:
        shown = ((urls[f"width-{w}|format-{name}"], min(w, image.width)) for w in widths)
        return ", ".join(f"{url} {width}w" for url, width in shown)

    width = min(widths[-1], image.width)
    return Picture(
        avif_srcset=srcset("avif"),
        srcset=srcset("jpeg"),
        src=urls[f"width-{widths[min(1, len(widths) - 1)]}|format-jpeg"],
        largest=urls[f"width-{widths[-1]}|format-jpeg"],
        width=width,
        height=max(1, image.height * width // image.width),
    )


def with_pictures(queryset: QuerySet[Model], *names: str) -> QuerySet[Model]:
    """Prefetch the images in the fields *names* with their renditions: two queries per field."""
    images = CustomImage.objects.prefetch_renditions(*IMAGE_SPECS)
    return queryset.prefetch_related(*(Prefetch(name, queryset=images) for name in names))


def missing_specs(image: CustomImage) -> list[str]:
    filters = [Filter(spec) for spec in specs_of(image)]
    existing = image.find_existing_renditions(*filters)
    return [wanted.spec for wanted in filters if wanted not in existing]
