from typing import Any

from django import forms

from portal.accounts.names import tidy_nickname


class NicknameField(forms.CharField):
    """A nickname as it will be kept: tidied before it is checked."""

    def to_python(self, value: Any) -> str:
        return tidy_nickname(super().to_python(value) or "")
