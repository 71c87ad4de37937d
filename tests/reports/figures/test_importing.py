"""A table on its way in, as a statistician sees it."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.core import roles
from portal.core.roles import ensure_roles
from reports.figures import selectors
from reports.figures.models import Batch, Fact, FigureUpload
from reports.figures.services import importing
from reports.figures.sheets.interpreting import Level
from tests.factories.accounts import UserFactory
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db

TABLE = '各馆统计,,\n馆名,到馆人次,外借册次\n第一馆,"1,200",30\n二馆（旧称）,5,约40\n合计,1205,70\n'


@pytest.fixture
def statistician(client, root_page, settings, tmp_path):
    settings.PORTAL_STATE_DIR = tmp_path
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=roles.STATISTICIANS))
    client.force_login(user)
    return user


@pytest.fixture
def network():
    libraries = [LibraryFactory(name=name) for name in ("第一馆", "第二馆", "第三馆")]
    IndicatorFactory(code="visits", name="到馆人次")
    IndicatorFactory(code="loans", name="外借册次")
    return libraries


def send(client, content, name="2026年3月.csv"):
    file = SimpleUploadedFile(name, content.encode())
    return client.post(reverse("figure_batches:send"), {"file": file})


def test_a_table_is_looked_at_taught_imported_and_undone(client, statistician, network):
    _first, second, third = network
    answer = send(client, TABLE)
    upload = FigureUpload.objects.get()
    url = reverse("figure_batches:table", args=[upload.pk])
    assert answer.url == url
    page = client.get(url).content.decode()
    assert "A4" in page  # nobody knows this library
    assert not Fact.objects.exists()

    client.post(url, {"names": "", "name-0": second.pk})
    preview = importing.preview(upload)
    assert [(p.level, f"{p.column}{p.row}") for p in preview.reading.problems] == [
        (Level.ERROR, "C4"),
        (Level.WARNING, "C5"),
    ]
    assert preview.outlook.missing == [third]

    client.post(url, {"import": ""})
    assert not Fact.objects.exists()  # not without a word about the error
    client.post(url, {"import": "", "partial": "on"})
    batch = Batch.objects.get()
    assert (batch.added, batch.user, batch.label) == (3, statistician, "2026年3月.csv")
    assert selectors.value("visits", 2026).amount == 1205
    inspected = client.get(reverse("figure_batches:inspect", args=[batch.pk]))
    undo = reverse("figure_batches:undo", args=[batch.pk])
    assert undo in inspected.content.decode()
    assert client.get(url).status_code == 302

    assert client.get(undo).status_code == 200
    client.post(undo)
    assert not Fact.objects.exists()
    assert client.get(undo).status_code == 404


def test_the_same_file_again_changes_nothing(client, statistician, network):
    for _time in range(2):
        send(client, "馆名,到馆人次\n第一馆,7\n")
        upload = FigureUpload.objects.first()
        client.post(reverse("figure_batches:table", args=[upload.pk]), {"import": ""})
    assert Batch.objects.count() == 1
    assert Batch.objects.get().unchanged == 0


def test_columns_nobody_reads_are_named(client, statistician, network):
    table = "馆名,到馆人次,新办证,合计\n第一馆,7,3,10\n"
    page = client.get(send(client, table)["Location"]).content.decode()
    outlook = page[page.index('id="outlook"') : page.index('id="layout"')]
    assert "新办证" in outlook
    assert "到馆人次" not in outlook.partition("<form")[0]


def test_what_the_columns_are_can_be_said_otherwise(client, statistician, network):
    send(client, "馆名,人次,外借册次\n第一馆,7,8\n")
    upload = FigureUpload.objects.get()
    url = reverse("figure_batches:table", args=[upload.pk])
    chosen = {"column-0": "library", "column-1": "=visits", "column-2": "", "period": "2025"}
    client.post(url, chosen)
    client.post(url, {"import": ""})
    fact = Fact.objects.select_related("indicator").get()
    assert (fact.indicator.code, fact.span, fact.value) == ("visits", "year", 7)
    wrong = client.post(url, {**chosen, "period": "neulich"})
    assert wrong.status_code == 302  # imported already


def test_a_time_that_is_none_is_refused_in_the_form(client, statistician, network):
    send(client, "馆名,到馆人次\n第一馆,7\n", name="表.csv")
    upload = FigureUpload.objects.get()
    url = reverse("figure_batches:table", args=[upload.pk])
    answer = client.post(url, {"column-0": "library", "column-1": "=visits", "period": "昨天"})
    assert answer.status_code == 200
    assert "昨天" in answer.content.decode()


def test_numbers_hard_to_believe_are_named(statistician, client, network):
    record(importing.known_names().indicator("visits"), network[0], "2025-03", 100)
    send(client, "馆名,到馆人次\n第一馆,5000\n")
    preview = importing.preview(FigureUpload.objects.get())
    assert [(p.level, p.row) for p in preview.reading.problems] == [(Level.WARNING, 2)]
    assert "5000" in preview.reading.problems[0].text


def test_what_is_no_table_is_refused(client, statistician):
    answer = send(client, "你好")
    assert answer.status_code == 200
    assert not FigureUpload.objects.exists()


def test_branch_staff_import_nothing(client, root_page):
    ensure_roles()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=roles.BRANCH_STAFF))
    client.force_login(user)
    assert client.get(reverse("figure_batches:send")).status_code == 302


def test_the_command_imports_files(network, tmp_path, capsys):
    file = tmp_path / "三月.csv"
    file.write_text("图书馆,月份,指标,数值\n第一馆,2026-03,到馆人次,7\n某馆,2026-03,到馆人次,7\n")
    call_command("import_figures", str(file))
    told = capsys.readouterr()
    assert "1 new, 0 corrected, 0 unchanged" in told.out
    assert "A3" in told.err
    with pytest.raises(CommandError):
        call_command("import_figures", str(tmp_path / "nothing.csv"))
