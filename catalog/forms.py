"""Forms of the catalogue's admin."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.marc.profiles import PROFILES

ENCODINGS = [
    ("", gettext_lazy("Find out from the file")),
    ("utf-8", "UTF-8"),
    ("gb18030", "GB 18030 (GBK, GB 2312)"),
    ("big5", "Big5"),
    ("marc-8", "MARC-8"),
]
SUFFIXES = (".mrc", ".marc", ".iso", ".dat", ".xml")


class MarcUploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("MARC file"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Character set"),
        choices=ENCODINGS,
        required=False,
        help_text=gettext_lazy(
            "Choose one only if the texts come out wrong or the file is refused."
        ),
    )
    profile = forms.ChoiceField(
        label=gettext_lazy("Holdings profile"),
        choices=[(name, name) for name in PROFILES],
        help_text=gettext_lazy("Which field of the records describes the copies."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].initial = settings.PORTAL_HOLDINGS_PROFILE
        self.fields["file"].help_text = _(
            "ISO 2709 (.mrc) or MARCXML (.xml), at most %(size)s; larger files are read by the "
            "command import_marc."
        ) % {"size": filesizeformat(settings.PORTAL_MARC_UPLOAD_BYTES)}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.PORTAL_MARC_UPLOAD_BYTES:
            raise forms.ValidationError(
                _("This file has %(size)s; more than %(most)s cannot be sent here.")
                % {
                    "size": filesizeformat(file.size),
                    "most": filesizeformat(settings.PORTAL_MARC_UPLOAD_BYTES),
                }
            )
        if not file.name.lower().endswith(SUFFIXES):
            raise forms.ValidationError(
                _("This is no MARC file by its name: %(suffixes)s.")
                % {"suffixes": ", ".join(SUFFIXES)}
            )
        return file
