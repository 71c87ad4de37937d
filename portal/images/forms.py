"""Upload forms: clean pictures, and words to go with them."""

from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.forms import BaseImageForm

from .fields import PictureField


class ImageForm(BaseImageForm):
    """The file is re-encoded from its pixels; what it shows and who made it must be said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            # Not declared on the class: the form that edits what is uploaded leaves the file out,
            # and a declared field cannot be left out.
            self.fields["file"] = PictureField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
        if description := self.fields.get("description"):
            description.required = True
            description.help_text = _(
                "What can be seen, in one sentence, for readers who do not see the picture."
            )


class AvatarForm(AvatarPreferencesForm):
    """The profile picture of a member of staff."""

    avatar = PictureField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)

    def clean_avatar(self) -> Any:
        """Without the name the file had on somebody's telephone."""
        picture = super().clean_avatar()
        if picture and picture != self._original_avatar:
            picture.name = f"picture{PurePath(picture.name).suffix}"
        return picture
