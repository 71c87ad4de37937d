"""A new picture made from the pixels of an upload, with nothing else left in it.

Photographs carry the place they were taken at, descriptions, thumbnails and colour profiles; files
that are no pictures pretend to be some. Whatever cannot be decoded within the limits is refused:
this fails closed.
"""

import io
import warnings
from dataclasses import dataclass

import pillow_heif
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps

pillow_heif.register_heif_opener()
ImageFile.LOAD_TRUNCATED_IMAGES = False

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
LONGEST_SIDE = 2560
LONGEST_SIDE_READ = 20_000
LARGEST_PROFILE = 64 * 1024
JPEG_QUALITY = 88
PALETTE_COLOURS = 256
_SRGB = ImageCms.createProfile("sRGB")


class PictureError(Exception):
    """The upload is refused; the message is fit to show beside the field."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    data: bytes
    extension: str
    size: tuple[int, int]


def clean_picture(data: bytes) -> CleanPicture:
    """Decode *data*, turn it upright, shrink it to the longest side we keep, and encode it anew."""
    if len(data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        limit = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        raise PictureError(_("This file is too big. At most %(limit)s.") % {"limit": limit})
    _refuse_known_strangers(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _encode(*_pixels(data))
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(_("This picture has far too many dots.")) from error
    # Decoders answer broken files with almost any exception there is; each means: refuse.
    except Exception as error:
        raise PictureError(
            _("This file is damaged or not a picture. Save it anew as JPEG or PNG and try again.")
        ) from error


def _refuse_known_strangers(data: bytes) -> None:
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"gif8"):
        raise PictureError(_("GIF pictures are not accepted. Save it as JPEG or PNG."))
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        raise PictureError(_("SVG drawings are not accepted. Save it as PNG."))


def _pixels(data: bytes) -> tuple[Image.Image, bool]:
    """The upright, small enough pixels, and whether they must be kept without loss."""
    picture: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
    source = picture.format
    _check_size(picture)
    if source == "JPEG":
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.seek(0)  # of an animation, the first frame
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    has_alpha = picture.has_transparency_data
    picture = _to_srgb(picture.convert("RGBA" if has_alpha else "RGB"), profile)
    is_drawing = source == "PNG" and picture.getcolors(PALETTE_COLOURS) is not None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare, has_alpha or is_drawing


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if width * height > limit or max(width, height) > LONGEST_SIDE_READ:
        raise PictureError(
            _("This picture has %(width)s × %(height)s dots; at most %(limit)s million are read.")
            % {"width": width, "height": height, "limit": limit // 1_000_000}
        )


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours of a wide-gamut telephone photograph as browsers show them without its profile."""
    if not profile or len(profile) > LARGEST_PROFILE:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB":
            return picture
        converted = ImageCms.profileToProfile(picture, source, _SRGB)
    except (OSError, ImageCms.PyCMSError):
        return picture  # a broken profile says nothing about the pixels
    return converted or picture


def _encode(picture: Image.Image, lossless: bool) -> CleanPicture:
    buffer = io.BytesIO()
    if lossless:
        picture.save(buffer, "PNG", optimize=True)
    else:
        picture.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return CleanPicture(buffer.getvalue(), "png" if lossless else "jpg", picture.size)
