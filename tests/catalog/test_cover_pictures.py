"""Pictures of covers: from an editor, from a folder, else drawn."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image, ImageDraw
from wagtail.users.models import UserProfile

from catalog.covers.photograph import as_cover
from catalog.models import Cover
from catalog.services.covers import import_covers
from portal.core import generation
from portal.images.cleaning import PictureError
from tests.factories.catalog import BookFactory, RecordFactory

pytestmark = pytest.mark.django_db

ISBN = "9787020002207"
GIVEN = {"source": "燕岭书局", "licence": "以书面许可"}


def picture(width=400, height=560, colour="teal", format="JPEG", is_plain=False):
    image = Image.new("RGB", (width, height), colour)
    if not is_plain and width > 100:
        ImageDraw.Draw(image).ellipse((20, 20, width - 20, height - 20), "gold")
    buffer = io.BytesIO()
    image.save(buffer, format)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "covers"
    (folder / "more").mkdir(parents=True)
    return folder


def cover_path(book):
    return f"/books/{book.pk}/cover.svg"


def test_cover_is_made_small_and_encoded_anew():
    kept = as_cover(picture(2000, 2800, format="PNG"), ISBN)
    image = Image.open(kept)
    assert (image.format, image.size, kept.name) == ("JPEG", (600, 840), f"{ISBN}.jpg")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (picture(1, 1), "100"),
        (picture(900, 300), "shape"),
        (picture(200, 900), "shape"),
        (picture(is_plain=True), "one colour"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"GIF89a", "GIF"),
        (b"no picture", "damaged"),
        (picture()[:900], "damaged"),
    ],
)
def test_what_is_no_cover_is_refused(data, reason):
    with pytest.raises(PictureError, match=reason):
        as_cover(data, ISBN)


def test_folder_gives_covers_by_isbn(folder, client, django_capture_on_commit_callbacks):
    book = BookFactory(isbn13=[ISBN])
    (folder / "7-02-000220-X.jpg").write_bytes(picture())
    (folder / "more" / "9787500601593.PNG").write_bytes(picture(format="PNG"))
    (folder / "notes.txt").write_text("not a picture")
    (folder / "cover.jpg").write_bytes(picture())
    (folder / "9787506365437.jpg").write_bytes(b"broken")
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        taken = import_covers(folder, **GIVEN)
    assert (taken.added, taken.replaced, taken.unchanged) == (2, 0, 0)
    assert [name for name, _reason in taken.refused] == ["9787506365437.jpg", "cover.jpg"]
    assert generation.current() > before
    cover = Cover.objects.get(isbn=ISBN)
    assert (cover.source, cover.licence) == ("燕岭书局", "以书面许可")
    answer = client.get(cover_path(book))
    assert answer["Location"] == cover.file.url
    assert "public" in answer["Cache-Control"]


def test_folder_may_be_given_again(folder):
    path = folder / f"{ISBN}.jpg"
    path.write_bytes(picture())
    import_covers(folder, **GIVEN)
    first = Cover.objects.get()
    assert import_covers(folder, **GIVEN).unchanged == 1
    path.write_bytes(picture(colour="maroon"))
    assert import_covers(folder, **GIVEN).replaced == 1
    second = Cover.objects.get()
    assert second.pk == first.pk
    assert not first.file.storage.exists(first.file.name) or first.file.name == second.file.name


def test_dry_run_takes_nothing(folder):
    (folder / f"{ISBN}.jpg").write_bytes(picture())
    assert import_covers(folder, is_dry=True, **GIVEN).added == 1
    assert not Cover.objects.exists()


def test_picture_of_the_record_comes_before_that_of_its_isbn(client):
    book = BookFactory(isbn13=[ISBN])
    Cover.objects.create(isbn=ISBN, file=as_cover(picture(), ISBN), **GIVEN)
    own = Cover.objects.create(record=book, file=as_cover(picture(), "own"), **GIVEN)
    assert client.get(cover_path(book))["Location"] == own.file.url


def test_book_without_a_picture_is_drawn(client, django_assert_num_queries):
    book = RecordFactory()
    with django_assert_num_queries(2):
        answer = client.get(cover_path(book))
    assert answer["Content-Type"] == "image/svg+xml"


def test_cover_is_of_a_record_or_of_an_isbn():
    for wrong in ({}, {"isbn": ISBN, "record": RecordFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cover.objects.create(file=as_cover(picture(), "x"), **wrong, **GIVEN)


def test_deleted_cover_takes_its_file_along():
    cover = Cover.objects.create(isbn=ISBN, file=as_cover(picture(), ISBN), **GIVEN)
    storage, name = cover.file.storage, cover.file.name
    assert storage.exists(name)
    cover.delete()
    assert not storage.exists(name)


def test_command_says_what_it_did(folder, capsys):
    (folder / f"{ISBN}.jpg").write_bytes(picture())
    (folder / "x.jpg").write_bytes(picture())
    call_command("import_covers", folder, **GIVEN)
    out = capsys.readouterr().out
    assert "x.jpg: The file is not named after a valid ISBN." in out
    assert "1 covers new, 0 replaced, 0 unchanged, 1 refused" in out


def test_command_needs_a_folder(tmp_path):
    with pytest.raises(CommandError, match="no such folder"):
        call_command("import_covers", tmp_path / "nowhere", **GIVEN)


def upload(data, name="cover.png"):
    file = io.BytesIO(data)
    file.name = name
    return file


def test_editor_gives_a_record_its_picture(admin_client):
    book = RecordFactory()
    form = {"record": book.pk, "file": upload(picture(2000, 2800, format="PNG")), **GIVEN}
    assert admin_client.post(reverse("covers:add"), form).status_code == 302
    cover = Cover.objects.get()
    assert (cover.record, cover.isbn) == (book, None)
    assert (cover.file.width, cover.file.height) == (600, 840)
    edit = {"record": book.pk, "source": "作者", "licence": "CC BY 4.0"}
    assert admin_client.post(reverse("covers:edit", args=[cover.pk]), edit).status_code == 302
    changed = Cover.objects.get()
    assert (changed.source, changed.file.name) == ("作者", cover.file.name)


def test_editor_is_told_what_is_wrong_with_a_picture(admin_client, admin_user):
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    form = {"record": RecordFactory().pk, "file": upload(picture(900, 200)), **GIVEN}
    answer = admin_client.post(reverse("covers:add"), form)
    assert "shape of a cover" in answer.content.decode()
    assert not Cover.objects.exists()
