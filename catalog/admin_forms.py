"""Forms of the catalogue's admin."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from catalog.covers.photograph import as_cover
from portal.images.cleaning import PictureError
from portal.images.fields import PictureField


class CoverForm(WagtailAdminModelForm):
    """The cover of one record; the picture is checked and made small before it is kept."""

    file = PictureField(label=_("picture"))

    def clean_file(self) -> ContentFile:
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        upload.seek(0)
        try:
            return as_cover(upload.read(), "cover")
        except PictureError as error:
            raise ValidationError(str(error)) from error
