"""A MARC file sent in the admin, to its end and to every other end."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from catalog.enums import ImportStatus, UploadState
from catalog.marc.errors import MarcFileError
from catalog.models import HarvestRun, ImportRun, MarcUpload, Record
from catalog.sample import books
from catalog.sample.writer import write
from catalog.services import intake, uploads
from portal.core.roles import EDITORS, MODERATORS, ensure_roles
from tests.factories.accounts import UserFactory
from tests.factories.catalog import BookFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def marc(tmp_path):
    """The bytes of a file with some records."""

    def make(number=3, **options):
        path = tmp_path / "sample.mrc"
        write(path, books(number), **options)
        return path.read_bytes()

    return make


def staff(client, group=EDITORS):
    user = UserFactory(is_staff=True)
    user.groups.add(next(each for each in ensure_roles() if each.name == group))
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def send(client, data, name="books.mrc", **fields):
    file = SimpleUploadedFile(name, data)
    sent = {"file": file, "profile": "905-cn", "encoding": "", **fields}
    return client.post(reverse("imports:upload"), sent, follow=True)


def receive(data, **options):
    file = SimpleUploadedFile("books.mrc", data)
    return uploads.receive(file, encoding="", profile="905-cn", user=None, **options)


def test_editor_imports_a_file(client, marc, django_capture_on_commit_callbacks):
    staff(client)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, marc(3))
    upload = MarcUpload.objects.get()
    assert (upload.state, Record.objects.count()) == (UploadState.DONE, 3)
    assert upload.run.file_name == "books.mrc"
    page = client.get(reverse("imports:upload_status", args=[upload.pk])).content.decode()
    assert "3 new" in page
    assert "refresh" not in page
    assert not uploads.may_go_on(upload)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("books.mrc", b"no marc at all", "neither ISO 2709 nor MARCXML"),
        ("books.mrc", b"PK\x03\x04....", "unpack it first"),
        ("books.mrc", b"   ", "The file is empty."),
        ("books.doc", b"00024", "no MARC file by its name"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(client, name, data, words):
    staff(client)
    text = send(client, data, name).content.decode()
    assert words in text
    assert not MarcUpload.objects.exists()


def test_a_file_in_an_unknown_character_set_asks_for_it(client, marc):
    staff(client)
    unreadable = bytes(byte if byte < 0x80 else 0xFF for byte in marc(3))
    text = send(client, unreadable).content.decode()
    assert "choose it here" in text


def test_too_large_a_file_is_refused(client, marc, settings):
    settings.PORTAL_MARC_UPLOAD_BYTES = 100
    staff(client)
    assert "cannot be sent here" in send(client, marc(1)).content.decode()


def test_a_truncated_file_says_which_record_is_cut(client, marc):
    staff(client)
    upload = receive(marc(3)[:-200])
    uploads.read(upload.pk)
    upload.refresh_from_db()
    assert (upload.run.rejected, Record.objects.count()) == (1, 2)
    page = client.get(reverse("imports:upload_status", args=[upload.pk])).content.decode()
    assert "the file is cut off or damaged here" in page
    assert "export it again" in page


def test_reading_stops_after_a_batch_and_goes_on_behind_it(marc, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 2)
    upload = receive(marc(5))
    MarcUpload.objects.filter(pk=upload.pk).update(state=UploadState.WAITING)
    note = uploads._note

    def stop_at_once(pk, bytes_read):
        uploads.stop(MarcUpload.objects.get(pk=pk))
        note(pk, bytes_read)

    monkeypatch.setattr(uploads, "_note", stop_at_once)
    uploads.read(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, Record.objects.count()) == (UploadState.STOPPED, 2)
    assert ImportRun.objects.get().status == ImportStatus.RUNNING
    monkeypatch.setattr(uploads, "_note", note)
    uploads.go_on(upload)
    uploads.read(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, Record.objects.count()) == (UploadState.DONE, 5)
    assert ImportRun.objects.get().created == 5


def test_a_file_that_waits_can_be_stopped(client, marc):
    staff(client)
    upload = receive(marc(1))
    address = reverse("imports:upload_status", args=[upload.pk])
    assert "refresh" in client.get(address).content.decode()
    client.post(address, {"stop": "1"})
    uploads.read(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, Record.objects.count()) == (UploadState.STOPPED, 0)


def test_going_on_in_the_admin_reads_the_rest(client, marc, django_capture_on_commit_callbacks):
    staff(client)
    upload = receive(marc(2))
    uploads.stop(upload)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports:upload_status", args=[upload.pk]), {"go-on": "1"})
    assert Record.objects.count() == 2
    answer = client.post(
        reverse("imports:upload_status", args=[upload.pk]), {"go-on": "1"}, follow=True
    )
    assert "There is nothing to go on with." in answer.content.decode()


def test_a_reading_that_died_may_go_on(marc):
    upload = receive(marc(1))
    upload.state = UploadState.READING
    assert not uploads.may_go_on(upload)
    upload.seen_at = timezone.now() - 2 * uploads.LOST_AFTER
    assert uploads.may_go_on(upload)


def test_a_file_that_is_gone_fails_with_a_reason(marc):
    upload = receive(marc(1))
    MarcUpload.objects.filter(pk=upload.pk).update(path="/nowhere/at/all.mrc")
    uploads.read(upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert upload.error
    with pytest.raises(MarcFileError):
        uploads.go_on(upload)


@pytest.mark.parametrize("name", ["imports:upload", "imports:upload_status"])
def test_others_may_not_import(client, marc, name):
    upload = receive(marc(1))
    address = reverse(name, args=[] if name == "imports:upload" else [upload.pk])
    assert client.get(address).status_code == 302  # to the door
    staff(client, MODERATORS)
    assert client.get(address).status_code == 302
    assert client.post(address, {"stop": "1"}).status_code == 302
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING


def test_report_is_a_table_without_formulas(client, settings, tmp_path):
    staff(client)
    folder = tmp_path / "imports"
    folder.mkdir()
    settings.PORTAL_STATE_DIR = tmp_path
    path = folder / "r.csv"
    path.write_text("记录,内容\n1,＝cmd\n2,+1\n", encoding="utf-8-sig")
    run = ImportRun.objects.create(file_name="x.mrc", report=str(path), rejected=2)
    text = client.get(reverse("imports:report", args=[run.pk])).content.decode("utf-8-sig")
    assert "'＝cmd" in text
    assert "'+1" in text
    page = client.get(reverse("imports:inspect", args=[run.pk])).content.decode()
    assert "＝cmd" in page


@pytest.mark.parametrize("report", ["", "/etc/passwd", "../../secrets.csv", "/nowhere"])
def test_no_other_file_is_given_out_as_a_report(client, report):
    staff(client)
    run = ImportRun.objects.create(file_name="x.mrc", report=report)
    assert client.get(reverse("imports:report", args=[run.pk])).status_code == 404


def test_import_button_is_for_those_who_may(client):
    BookFactory()
    staff(client)
    address = reverse("imports:index")
    assert reverse("imports:upload") in client.get(address).content.decode()
    staff(client, MODERATORS)
    assert reverse("imports:upload") not in client.get(address).content.decode()


def test_harvests_can_be_followed(client):
    staff(client, MODERATORS)
    run = HarvestRun.objects.create(source="union", read=7, error="the server hung up")
    assert "union" in client.get(reverse("harvests:index")).content.decode()
    page = client.get(reverse("harvests:inspect", args=[run.pk])).content.decode()
    assert "the server hung up" in page
    assert client.get(reverse("harvests:report", args=[run.pk])).status_code == 404
