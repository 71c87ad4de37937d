"""What a picture must be to stand for a book, and how it is kept."""

import io

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image

from portal.images.cleaning import PictureError, clean_picture

LARGEST = (600, 900)  # twice the size at which covers are shown
SMALLEST = (100, 130)  # below are the "no picture" dots of book shops
NARROWEST, WIDEST = 0.4, 1.6  # width to height: a spine, a landscape picture book


def as_cover(data: bytes, name: str) -> ContentFile:
    """A new picture from the pixels of *data*. Raises PictureError, whose words are for people."""
    clean = clean_picture(data)
    width, height = clean.size
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise PictureError(
            _("A cover needs %(width)s × %(height)s dots at least.")
            % {"width": SMALLEST[0], "height": SMALLEST[1]}
        )
    if not NARROWEST <= width / height <= WIDEST:
        raise PictureError(_("This picture does not have the shape of a cover."))
    picture = Image.open(io.BytesIO(clean.data)).convert("RGB")
    if picture.getcolors(1) is not None:
        raise PictureError(_("This picture is all of one colour."))
    picture.thumbnail(LARGEST)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=84, optimize=True, progressive=True)
    content = ContentFile(buffer.getvalue(), f"{name}.jpg")
    content.is_clean_picture = True  # type: ignore[attr-defined]
    return content
