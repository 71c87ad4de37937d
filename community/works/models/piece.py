"""The files of works: cleaned when they come in, reachable through a view alone."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.moderation.models import Contribution
from community.works import storage
from community.works.enums import ABOUT_LENGTH, Form
from portal.accounts.models import Reader

from .entry import Entry

TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}


class PieceQuerySet(models.QuerySet["Piece"]):
    def loose(self) -> Self:
        """Sent with a form that has not been finished."""
        return self.filter(contribution=None)


class Piece(models.Model):
    """One file. It is public while, and only while, it belongs to a published work."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The rows go with the reader and the contribution; `services.files` takes the files along.
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="pieces"
    )
    entry = models.ForeignKey(
        Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="pieces"
    )
    form = models.CharField(_("kind"), max_length=7, choices=Form.choices)
    file = models.FileField(storage=storage.private, upload_to=storage.file_name, max_length=120)
    small = models.FileField(
        storage=storage.private, upload_to=storage.file_name, max_length=120, blank=True
    )
    size = models.PositiveIntegerField(_("size in bytes"))
    # Of a picture; of a document those of its first page as it is shown.
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    seconds = models.PositiveIntegerField(null=True)
    about = models.CharField(_("description"), max_length=ABOUT_LENGTH, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a work")
        verbose_name_plural = _("files of works")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("works:file", args=[self.uid])

    @property
    def small_url(self) -> str:
        return reverse("works:small", args=[self.uid])

    @property
    def picture_url(self) -> str:
        """It as large as it can be shown: a picture whole, a document by its first page."""
        return self.get_absolute_url() if self.form == Form.PICTURE else self.small_url

    @property
    def extension(self) -> str:
        return self.file.name.rsplit(".", 1)[-1]

    @property
    def name(self) -> str:
        """What it is called when it is saved: nothing that came with the upload."""
        return f"{self.form}-{self.position + 1}.{self.extension}"

    @property
    def content_type(self) -> str:
        return TYPES[self.extension]

    @property
    def length(self) -> str:
        """Minutes and seconds."""
        minutes, seconds = divmod(self.seconds or 0, 60)
        return f"{minutes}:{seconds:02}"
