"""The two doors a picture comes through: the form field, and the model field behind everything."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.forms.fields import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import WagtailImageField as WagtailImageModelField
from wagtail.images.models import WagtailImageFieldFile

from .cleaning import PictureError, clean_picture


class PictureField(WagtailImageField):
    """A form field whose upload is re-encoded in place.

    In place, because Wagtail's upload of many files keeps the upload itself until somebody has
    filled in what is missing. The stock field decodes earlier than any `clean_file` and answers
    some broken files with an exception, so nothing of its `to_python` is used.
    """

    def to_python(self, data: Any) -> File | None:
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        try:
            self._check_extension(upload.name)
            upload.seek(0)  # a form that is shown again with its errors reads it again
            clean = clean_picture(upload.read())
        except PictureError as error:
            raise ValidationError(str(error), code="invalid_image") from error
        return _rewrite(upload, clean.data, clean.extension)

    def _check_extension(self, name: str) -> None:
        """Only the words of the name: what a file is, its content decides."""
        extension = PurePath(name).suffix.lower().removeprefix(".")
        if extension not in {*self.allowed_image_extensions, "gif", "svg"}:
            raise ValidationError(
                self.error_messages["invalid_image_extension"], code="invalid_image_extension"
            )


def _rewrite(upload: Any, data: bytes, extension: str) -> File:
    upload.seek(0)
    upload.truncate()
    upload.write(data)
    upload.seek(0)
    upload.size = len(data)
    upload.name = str(PurePath(upload.name).with_suffix(f".{extension}"))
    upload.content_type = "image/png" if extension == "png" else "image/jpeg"
    upload.is_clean_picture = True
    return upload


class PictureFieldFile(WagtailImageFieldFile):
    """Whatever is stored is clean: uploads are already, everything else becomes so here."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        if not getattr(content, "is_clean_picture", False):
            content.seek(0)
            clean = clean_picture(content.read())
            name = str(PurePath(name).with_suffix(f".{clean.extension}"))
            content = ContentFile(clean.data, name)
        super().save(name, content, save)


class PictureModelField(WagtailImageModelField):
    attr_class = PictureFieldFile
