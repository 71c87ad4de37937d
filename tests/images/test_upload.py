"""Pictures through every door of the admin: never metadata left, never a 500."""

import io
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from portal.images.models import CustomImage
from tests.factories.images import ImageFactory, picture_bytes

from . import corpus

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, django_user_model):
    user = django_user_model.objects.create_superuser("chief", "chief@library.example", "x")
    client.force_login(user)
    return client


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def fields(**changed) -> dict:
    return {"title": "雪", "description": "雪中的院子", "credit": "馆员自制", **changed}


def add(staff, name: str, data: bytes, **changed):
    return staff.post(
        reverse("wagtailimages:add"), {**fields(**changed), "file": upload(name, data)}
    )


@pytest.mark.parametrize("name", corpus.with_metadata())
def test_an_uploaded_picture_is_stored_without_its_metadata(staff, name):
    response = add(staff, name, corpus.with_metadata()[name])
    assert response.status_code == 302, response.context["form"].errors
    image = CustomImage.objects.get()
    stored = image.file.read()
    assert b"canary" not in stored.lower()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert (image.width, image.height, image.file_size) == (120, 80, len(stored))
    assert "photo" not in image.file.name
    assert b"canary" not in image.get_rendition("width-100|format-jpeg").file.read().lower()


@pytest.mark.parametrize("name", corpus.broken())
def test_a_broken_upload_is_an_error_at_the_field(staff, name):
    response = add(staff, name, corpus.broken()[name])
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("missing", ["description", "credit"])
def test_a_picture_needs_its_description_and_credit(staff, missing):
    response = add(staff, "a.jpg", picture_bytes(), **{missing: ""})
    assert list(response.context["form"].errors) == [missing]


def test_a_large_upload_through_a_temporary_file_is_cleaned(staff, settings):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    assert add(staff, "photo.heic", corpus.with_metadata()["photo.heic"]).status_code == 302
    image = CustomImage.objects.get()
    assert image.file.name.endswith(".jpg")
    assert Image.open(image.file).format == "JPEG"


def test_the_upload_itself_is_rewritten():
    for make in (
        lambda data: SimpleUploadedFile("lying.png", data, "image/png"),
        _temporary_upload,
    ):
        file = make(corpus.with_metadata()["photo.jpg"])
        form = get_image_form(CustomImage)({}, {"file": file}, user=None)
        form.fields["file"].clean(file)
        assert file.name.endswith(".jpg")
        assert file.content_type == "image/jpeg"
        rest = file.read()
        assert (len(rest), b"canary" in rest.lower()) == (file.size, False)


def _temporary_upload(data: bytes) -> TemporaryUploadedFile:
    file = TemporaryUploadedFile("lying.png", "image/png", len(data), None)
    file.write(data)
    file.seek(0)
    return file


def test_many_at_once_keeps_clean_uploads_until_words_are_given(staff):
    """Wagtail stores the upload until alt text and credit are filled in: it must be clean too."""
    first = staff.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "雪",
            "collection": Collection.objects.get().pk,
            "files[]": upload("photo.jpg", corpus.with_metadata()["photo.jpg"]),
        },
    )
    answer = json.loads(first.content)
    assert answer["success"]
    kept = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert b"canary" not in kept.file.read().lower()
    second = staff.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[kept.pk]),
        {f"uploaded-image-{kept.pk}-{key}": value for key, value in fields(tags="").items()},
    )
    assert json.loads(second.content)["success"]
    image = CustomImage.objects.get()
    assert b"canary" not in image.file.read().lower()
    assert (image.width, image.height, image.credit) == (120, 80, "馆员自制")


@pytest.mark.parametrize("name", ["truncated.jpg", "text-bomb.png", "fake.png", "moving.gif"])
def test_many_at_once_answers_broken_files_in_words(staff, name):
    response = staff.post(
        reverse("wagtailimages:add_multiple"), {"files[]": upload(name, corpus.broken()[name])}
    )
    answer = json.loads(response.content)
    assert (answer["success"], len(answer["error_message"]) > 10) == (False, True)
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("name", ["photo.jpg", "truncated.jpg", "text-bomb.png", "moving.gif"])
def test_upload_in_the_chooser(staff, name):
    files = {**corpus.with_metadata(), **corpus.broken()}
    data = {f"image-chooser-upload-{key}": value for key, value in fields(tags="").items()}
    data["image-chooser-upload-file"] = upload(name, files[name])
    data["image-chooser-upload-collection"] = Collection.objects.get().pk
    response = staff.post(reverse("wagtailimages_chooser:create"), data)
    assert response.status_code == 200
    stored = [image.file.read() for image in CustomImage.objects.all()]
    assert len(stored) == (name == "photo.jpg"), response.content.decode()[:2000]
    assert not any(b"canary" in data.lower() for data in stored)


def test_replacing_the_file_cleans_it_and_drops_old_renditions(staff):
    image = ImageFactory()
    image.get_rendition("width-50|format-jpeg")
    old = image.file.name
    data = {**fields(), "tags": "", "collection": image.collection_id}
    data["file"] = upload("photo.png", corpus.with_metadata()["photo.png"])
    response = staff.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    image = CustomImage.objects.get()
    assert b"canary" not in image.file.read().lower()
    assert not default_storage.exists(old)
    assert not image.renditions.exists()


def test_editing_words_alone_keeps_the_file(staff):
    image = ImageFactory()
    data = {**fields(title="新名"), "tags": "", "collection": image.collection_id}
    assert staff.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code == 302
    edited = CustomImage.objects.get()
    assert (edited.title, edited.file.name) == ("新名", image.file.name)


def test_a_picture_saved_by_code_is_cleaned_and_measured():
    lying = corpus.saved(corpus.picture(), "JPEG", exif=corpus.exif(orientation=6))
    image = CustomImage(title="x", description="x", credit="x")
    image.file = ContentFile(lying, name="lying.jpg")
    image.save()
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (80, 120)
    assert b"canary" not in image.file.read().lower()


def test_alt_text_follows_the_language():
    image = ImageFactory.build(description="雪", description_en="Snow")
    with translation.override("en"):
        assert image.default_alt_text == "Snow"
    with translation.override("zh-hans"):
        assert image.default_alt_text == "雪"
    assert ImageFactory.build(description="", title="雪景").default_alt_text == "雪景"
