"""A tick under a text in force, bound to the version that was shown."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.accounts.models import ConsentText


class ConsentMixin(forms.Form):
    """Adds `agree` and `agreed_version`; a subclass sets `consent_kind`."""

    consent_kind: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consent_text = ConsentText.objects.current(self.consent_kind)
        self.fields["agree"] = forms.BooleanField(
            label=self._label(),
            error_messages={"required": _("Without your consent this is not possible.")},
        )
        self.fields["agreed_version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=self._version(), required=False
        )

    def _version(self) -> int | None:
        return self.consent_text.version if self.consent_text else None

    def _label(self) -> str:
        if self.consent_text is None:
            return ""
        return format_html(
            _("I have read “{link}” (version {version}) and agree."),
            link=format_html(
                '<a href="{}" target="_blank">{}</a>',
                reverse("accounts:consent_text", args=[self.consent_kind]),
                self.consent_text.title_label,
            ),
            version=self.consent_text.version,
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        shown = self.cleaned_data.get("agreed_version")
        if self.consent_text is None or shown != self.consent_text.version:
            self.add_error("agree", _("This text has changed. Please read it again."))
            self._show_current_version()
        return self.cleaned_data

    def _show_current_version(self) -> None:
        """The form that comes back carries the version it now shows, and no tick."""
        answers = {name: value for name, value in self.data.items() if name != "agree"}
        self.data = answers | {"agreed_version": self._version()}
