"""The portal's image: nothing is published without saying what it shows and who made it."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to

from .fields import PictureModelField


class CustomImage(AbstractImage):
    file = PictureModelField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    description_en = models.CharField(
        _("description in English"),
        max_length=255,
        blank=True,
        help_text=_("Shown on English pages; the Chinese description where this is empty."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        help_text=_("Who made the picture and under which licence, as it is shown below it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "description_en",
        "credit",
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Store the file first: cleaning may turn and shrink it, and width and height follow.
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        """A name that says nothing: file names of photographs hold names and dates."""
        return f"original_images/{uuid4().hex}{PurePath(filename).suffix}"

    @property
    def default_alt_text(self) -> str:
        if (get_language() or "").startswith("en") and self.description_en:
            return self.description_en
        return self.description or self.title


class Rendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
