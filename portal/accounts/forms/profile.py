from django import forms

from portal.accounts.models import Reader

from .fields import NicknameField


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Reader
        fields = ["nickname", "language"]
        field_classes = {"nickname": NicknameField}
        widgets = {"nickname": forms.TextInput(attrs={"autocomplete": "nickname"})}
