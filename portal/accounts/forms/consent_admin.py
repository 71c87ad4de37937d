from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.accounts import services
from portal.accounts.models import ConsentText


class ConsentTextForm(WagtailAdminModelForm):
    put_in_force = forms.BooleanField(
        label=_("Put in force now"),
        required=False,
        help_text=_(
            "Readers are asked to agree to this version from now on. "
            "The text cannot be changed afterwards."
        ),
    )

    class Meta:
        model = ConsentText
        fields = ["kind", "title", "body", "title_en", "body_en"]

    def save(self, commit: bool = True) -> Any:
        text = super().save(commit=commit)
        if commit and self.cleaned_data["put_in_force"]:
            services.publish_text(text)
        return text
