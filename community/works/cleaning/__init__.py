"""The one door for files of works: what comes out holds what can be seen or heard, nothing else.

What a file is, its content decides. Whatever cannot be read within the limits is refused, with the
reason: this fails closed.
"""

import io
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from community.works.enums import Form
from community.works.errors import FileRefusedError
from portal.images.cleaning import JPEG_QUALITY, CleanPicture, PictureError, clean_picture

from . import audio, documents

SMALL_SIDE = 720
PAGE_SIDE = 960  # a page is read, as far as that goes


@dataclass(frozen=True, slots=True)
class CleanFile:
    form: Form
    data: bytes
    extension: str
    small: bytes = b""
    size: tuple[int, int] | None = None
    pages: int | None = None
    seconds: int | None = None


def clean_file(data: bytes, *, forms: list[Form], megabytes: int) -> CleanFile:
    """*data* cleaned, if it is of one of *forms* and not larger than *megabytes*."""
    limit = megabytes * 1024 * 1024
    if len(data) > limit:
        raise FileRefusedError(
            _("This file is too big. At most %(limit)s.") % {"limit": filesizeformat(limit)}
        )
    form = _form_of(data)
    if form not in forms:
        raise FileRefusedError(
            _("This is %(what)s. Taken are: %(forms)s.")
            % {
                "what": form.label if form else _("a kind of file that is not taken here"),
                "forms": _("; ").join(str(each.label) for each in forms if each != Form.TEXT),
            }
        )
    return _CLEANERS[form](data)


def _form_of(data: bytes) -> Form | None:
    if data[:5] == b"%PDF-":
        return Form.PDF
    if audio.is_audio(data):
        return Form.AUDIO
    if _is_archive_or_markup(data):
        return None
    return Form.PICTURE


def _is_archive_or_markup(data: bytes) -> bool:
    """What is surely no picture; of everything else the decoder says whether it is one."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"pk\x03\x04", b"rar!", b"7z\xbc", b"\x1f\x8b", b"<html", b"<!doctype"))


def _picture(data: bytes) -> CleanFile:
    try:
        clean = clean_picture(data)
    except PictureError as error:
        raise FileRefusedError(str(error)) from error
    return CleanFile(
        Form.PICTURE, clean.data, clean.extension, small=_small(clean.data), size=clean.size
    )


def _small(data: bytes, side: int = SMALL_SIDE) -> bytes:
    """For lists: the same picture, as a JPEG on white."""
    picture = Image.open(io.BytesIO(data)).convert("RGBA")
    picture.thumbnail((side, side))
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return buffer.getvalue()


def _document(data: bytes) -> CleanFile:
    found = documents.clean(data)
    front = _front(found.first_page)
    return CleanFile(
        Form.PDF,
        found.data,
        "pdf",
        small=_small(front.data, PAGE_SIDE) if front else b"",
        size=front.size if front else None,
        pages=found.pages,
    )


def _front(data: bytes) -> CleanPicture | None:
    """The first page through the door of all pictures: who drew it had read a stranger's file."""
    try:
        return clean_picture(data) if data else None
    except PictureError:
        return None


def _audio(data: bytes) -> CleanFile:
    sound = audio.clean(data)
    return CleanFile(Form.AUDIO, sound.data, sound.extension, seconds=sound.seconds)


_CLEANERS = {Form.PICTURE: _picture, Form.PDF: _document, Form.AUDIO: _audio}
