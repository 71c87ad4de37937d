"""A long table is imported beside the request, which is told how far it has come."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.core.roles import STATISTICIANS, ensure_roles
from reports.figures import selectors
from reports.figures.enums import UploadState
from reports.figures.errors import FiguresError
from reports.figures.models import Batch, Fact, FigureUpload
from reports.figures.services import importing, recording
from reports.figures.services.importing import background
from reports.figures.sheets import interpreting
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory

pytestmark = pytest.mark.django_db

DAYS = [dt.date(2026, 3, day).isoformat() for day in range(1, 13)]
TABLE = "馆名,日期,到馆人次\n" + "".join(f"第一馆,{day},10\n" for day in DAYS)


@pytest.fixture(autouse=True)
def statistician(client, root_page, settings, tmp_path, monkeypatch):
    """Everything over ten rows is long, a block has five, and a word comes every four rows."""
    settings.PORTAL_STATE_DIR = tmp_path
    monkeypatch.setattr(background, "LONG", 10)
    monkeypatch.setattr(recording, "BLOCK", 5)
    monkeypatch.setattr(interpreting, "STEP", 4)
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=STATISTICIANS))
    client.force_login(user)
    LibraryFactory(name="第一馆")
    IndicatorFactory(code="visits", name="到馆人次")
    return user


def sent(client, table=TABLE) -> FigureUpload:
    file = SimpleUploadedFile("三月.csv", table.encode())
    client.post(reverse("figure_batches:send"), {"file": file})
    return FigureUpload.objects.latest("pk")


def address(name: str, upload: FigureUpload) -> str:
    return reverse(f"figure_batches:{name}", args=[upload.pk])


def test_a_long_table_goes_into_the_background_and_ends_as_a_batch(
    client, statistician, django_capture_on_commit_callbacks
):
    upload = sent(client)
    with django_capture_on_commit_callbacks() as handed_over:
        answer = client.post(address("table", upload), {"import": ""})
    assert answer.url == address("progress", upload)
    assert not Fact.objects.exists()
    assert 'http-equiv="refresh"' in client.get(answer.url).text
    assert client.get(address("table", upload)).url == answer.url
    client.post(address("table", upload), {"import": ""})  # pressed twice: one import
    for work in handed_over:
        work()
    upload.refresh_from_db()
    assert (upload.state, upload.checked, upload.written) == (UploadState.DONE, 13, 12)
    assert (upload.batch.added, upload.batch.user) == (12, statistician)
    assert selectors.value("visits", 2026).amount == 120
    page = client.get(answer.url).text
    assert 'http-equiv="refresh"' not in page
    assert reverse("figure_batches:inspect", args=[upload.batch.pk]) in page
    client.post(reverse("figure_batches:undo", args=[upload.batch.pk]))
    assert not Fact.objects.exists()


def test_it_says_how_far_it_is(client, statistician, monkeypatch):
    upload, seen = sent(client), []
    background.queue(upload, user=statistician, is_partial=False)
    note = background._note

    def noted(pk, **values):
        note(pk, **values)
        row = FigureUpload.objects.get(pk=pk)
        seen.append((row.state, row.checked, row.written, row.percent))

    monkeypatch.setattr(background, "_note", noted)
    background.run(upload.pk)
    assert seen == [
        ("checking", 4, 0, 10),
        ("checking", 8, 0, 20),
        ("checking", 12, 0, 30),
        ("writing", 13, 5, 60),
        ("writing", 13, 10, 88),
        ("writing", 13, 12, 99),
        ("done", 13, 12, 100),
    ]


def test_a_short_table_is_imported_while_one_waits(client):
    upload = sent(client, "馆名,到馆人次\n第一馆,7\n")
    upload.name = "2026年3月.csv"
    importing.choose(upload, sheet="")
    answer = client.post(address("table", upload), {"import": ""})
    assert "progress" not in answer.url


def test_errors_stop_it_and_can_be_left_out(client, statistician):
    upload = sent(client, TABLE + "第一馆,2026-03-20,不知道\n")
    background.queue(upload, user=statistician, is_partial=False)
    background.run(upload.pk)
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert upload.error
    assert not Fact.objects.exists()
    assert address("table", upload) in client.get(address("progress", upload)).text
    background.queue(upload, user=statistician, is_partial=True)
    background.run(upload.pk)
    assert Batch.objects.get().added == 12


def test_what_a_dead_process_left_can_begin_again_and_nothing_else_can(client, statistician):
    upload = sent(client)
    background.queue(upload, user=statistician, is_partial=False)
    upload.refresh_from_db()
    with pytest.raises(FiguresError):
        background.queue(upload, user=statistician, is_partial=False)
    lost = timezone.now() - background.LOST_AFTER - dt.timedelta(seconds=1)
    FigureUpload.objects.filter(pk=upload.pk).update(state=UploadState.WRITING, seen_at=lost)
    upload.refresh_from_db()
    background.queue(upload, user=statistician, is_partial=False)
    background.run(upload.pk)
    background.run(upload.pk)  # a task delivered twice
    assert Batch.objects.get().added == 12
    upload.refresh_from_db()
    assert not background.may_begin(upload)


def test_of_two_who_send_it_at_the_same_moment_one_is_told(client, statistician):
    first = sent(client)
    second = FigureUpload.objects.get(pk=first.pk)
    background.queue(first, user=statistician, is_partial=False)
    with pytest.raises(FiguresError):
        background.queue(second, user=statistician, is_partial=False)


def test_progress_is_for_those_who_import(client):
    upload = sent(client)
    assert client.get(address("progress", upload)).status_code == 404  # nothing to tell yet
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address("progress", upload)).status_code in (302, 403)
