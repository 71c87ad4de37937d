"""Profile pictures of staff: never metadata left, never a 500."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from . import corpus

pytestmark = pytest.mark.django_db

ACCOUNT = reverse("wagtailadmin_account")


@pytest.fixture
def staff(client, django_user_model):
    user = django_user_model.objects.create_superuser(
        "chief", "chief@library.example", "x", last_name="王", first_name="馆长"
    )
    client.force_login(user)
    return client


def choose_picture(staff, name, data):
    """Send the form as it is shown, with a picture."""
    panels = staff.get(ACCOUNT).context["panels_by_tab"]
    forms = [panel.get_form() for row in panels.values() for panel in row]
    shown = {form.add_prefix(n): form[n].value() or "" for form in forms for n in form.fields}
    shown["password-old_password"] = ""
    upload = SimpleUploadedFile(name, data, content_type="image/jpeg")
    return staff.post(ACCOUNT, {**shown, "avatar-avatar": upload})


@pytest.mark.parametrize("name", corpus.with_metadata())
def test_a_profile_picture_is_stored_without_its_metadata(staff, name):
    response = choose_picture(staff, name, corpus.with_metadata()[name])
    assert response.status_code == 302, response.content.decode()
    avatar = UserProfile.objects.get().avatar
    stored = avatar.read()
    assert corpus.CANARY.lower() not in stored.lower()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert "photo" not in avatar.name
    assert "polyglot" not in avatar.name


def test_a_large_photograph_turned_by_its_metadata_stands_upright(staff):
    photograph = corpus.saved(corpus.picture(size=(1200, 800)), "JPEG", exif=corpus.exif(6))
    assert choose_picture(staff, "photo.jpg", photograph).status_code == 302
    avatar = Image.open(UserProfile.objects.get().avatar)
    assert avatar.size == (266, 400)
    assert not avatar.getexif()


@pytest.mark.parametrize("name", corpus.broken())
def test_a_broken_profile_picture_is_an_error_in_its_panel(staff, name):
    response = choose_picture(staff, name, corpus.broken()[name])
    assert response.status_code == 200
    assert response.content.decode().count('class="errorlist"') == 1
    assert not UserProfile.objects.get().avatar
