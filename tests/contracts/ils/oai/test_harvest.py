"""A union catalogue is harvested into ours, whatever happens on the way."""

import csv
import datetime as dt
from pathlib import Path

import pytest
import stamina
from django.core.management import CommandError, call_command
from django.utils import translation

from catalog import selectors
from catalog.enums import ImportStatus
from catalog.ils.drivers.oai import OaiHarvest
from catalog.ils.errors import ILSBusy, ILSConfigError, ILSProtocolError, ILSUnavailable
from catalog.management.commands import harvest_changes
from catalog.marc.errors import MarcFileError
from catalog.models import HarvestRun, HarvestSeen, Holding, Record
from catalog.services import intake
from catalog.services.harvesting import harvest
from portal.core import generation
from tests.contracts.ils import catalogue
from tests.contracts.ils.oai import PAGE, Union, busy, error_page, passes, says, serving
from tests.factories.core import LibraryFactory

pytestmark = pytest.mark.django_db

COUNT = 120
TOKEN_GONE = says(error_page("badResumptionToken"))


@pytest.fixture(autouse=True)
def _quick():
    """English words, and no waiting between attempts: three of each."""
    with translation.override("en"), stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def union():
    return Union(COUNT)


@pytest.fixture
def system(union):
    with serving(union) as address:
        yield OaiHarvest(base_url=address, record_id=catalogue.RECORD_ID)


def counts(run):
    return run.read, run.created, run.updated, run.unchanged, run.withdrawn, run.rejected


def titles():
    return dict(Record.objects.values_list("record_id", "title"))


def test_everything_comes_with_the_first_harvest(system, union):
    LibraryFactory(code="DQ01")
    run = harvest(system, "union")
    assert counts(run) == (COUNT, COUNT, 0, 0, 0, 0)
    assert (run.status, run.since) == (ImportStatus.FINISHED, None)
    assert titles() == {book.record_id: book.title for book in catalogue.books(COUNT)}
    copies = sum(
        item.library_code == "DQ01" for book in catalogue.books(COUNT) for item in book.items
    )
    assert Holding.objects.filter(record__source="union").count() == copies
    assert len(union.asked) == 1 + COUNT // PAGE + 1


def test_next_harvest_takes_what_has_changed(system, union, django_capture_on_commit_callbacks):
    first = harvest(system, "union")
    title = catalogue.books(COUNT)[5].title
    union.change(5, title, "改了名")
    union.change(7, deleted=True)
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        run = harvest(system, "union")
    assert run.since == first.last_stamp - dt.timedelta(minutes=10)
    # The overlap brings the last two of the first harvest again.
    assert counts(run) == (4, 0, 1, 2, 1, 0)
    assert titles()["S00001005"] == "改了名"
    assert Record.objects.get(record_id="S00001007").is_withdrawn
    assert Record.objects.count() == COUNT
    assert generation.current() > before


def test_deleted_record_is_offered_no_more_and_may_come_back(system, union):
    harvest(system, "union")
    union.change(7, deleted=True)
    harvest(system, "union")
    book = Record.objects.get(record_id="S00001007")
    assert book.pk in selectors.matching(book.title)
    assert book not in selectors.records()
    assert book.work.editions == 0
    union.change(7)
    run = harvest(system, "union")
    assert run.updated == 1
    assert not Record.objects.get(pk=book.pk).is_withdrawn


def test_deletion_of_a_record_we_never_had_counts_for_nothing(system, union):
    union.change(7, deleted=True)
    assert counts(harvest(system, "union")) == (COUNT, COUNT - 1, 0, 0, 0, 0)


def test_nothing_has_changed(system, union):
    harvest(system, "union")
    union.now += dt.timedelta(days=30)
    before = generation.current()
    union.faults = [passes, says(error_page("noRecordsMatch"))]
    run = harvest(system, "union")
    assert counts(run) == (0, 0, 0, 0, 0, 0)
    assert run.last_stamp == HarvestRun.objects.earliest("pk").last_stamp
    assert generation.current() == before


def test_harvests_without_news_are_not_kept(system, union):
    runs = [harvest(system, "union") for _again in range(4)]
    assert list(HarvestRun.objects.order_by("pk")) == [runs[0], runs[-1]]
    assert runs[-1].last_stamp == runs[0].last_stamp


def test_complete_harvest_begins_at_the_beginning(system, union):
    harvest(system, "union")
    run = harvest(system, "union", is_complete=True)
    assert counts(run) == (COUNT, 0, 0, COUNT, 0, 0)


def test_complete_harvest_withdraws_what_appears_no_more(system, union, monkeypatch):
    harvest(system, "union")
    theirs = Record.objects.create(source="files", record_id="S00001007", title="别家的")
    union.lost = {7, 9}
    assert harvest(system, "union").withdrawn == 0
    monkeypatch.setattr(intake, "BATCH", 10)

    def die(run):
        if run.read >= 60:
            raise KilledError

    with pytest.raises(KilledError):
        harvest(system, "union", is_complete=True, on_progress=die)
    run = harvest(system, "union")
    assert (run.is_complete, run.withdrawn, run.status) == (True, 2, ImportStatus.FINISHED)
    gone = Record.objects.filter(is_withdrawn=True)
    assert sorted(gone.values_list("record_id", flat=True)) == ["S00001007", "S00001009"]
    assert theirs not in gone
    assert not HarvestSeen.objects.exists()


def test_complete_harvest_does_not_believe_that_much_is_gone(system, union):
    harvest(system, "union")
    union.lost = set(range(COUNT // 5))
    with pytest.raises(MarcFileError, match=f"{COUNT // 5} of {COUNT} records do not appear"):
        harvest(system, "union", is_complete=True)
    run = HarvestRun.objects.latest("pk")
    assert (run.status, run.withdrawn) == (ImportStatus.FAILED, 0)
    assert "--gone 100" in run.error
    assert harvest(system, "union", is_complete=True, most_gone=20).withdrawn == COUNT // 5


def test_catalogue_that_knows_only_days_is_asked_for_days(system, union):
    union.day_granularity = True
    harvest(system, "union")
    harvest(system, "union")
    assert [query["from"] for query in union.asked if "from" in query] == ["2026-01-01"]


class KilledError(Exception):
    pass


@pytest.mark.parametrize("place", [10, 30, 70, 110])
def test_killed_harvest_goes_on_where_it_stopped(system, union, monkeypatch, place):
    monkeypatch.setattr(intake, "BATCH", 10)
    union.texts[0] = union.texts[0].replace('code="a"', "", 1)

    def die(run):
        if run.read >= place:
            raise KilledError

    with pytest.raises(KilledError):
        harvest(system, "union", on_progress=die)
    assert HarvestRun.objects.get().read == place
    seen = []
    run = harvest(system, "union", on_start=lambda run: seen.append(run.read))
    assert seen == [place]
    assert counts(run) == (COUNT, COUNT - 1, 0, 0, 0, 1)
    assert HarvestRun.objects.count() == 1
    assert len(report(run)) == 1
    assert Record.objects.count() == COUNT - 1


def report(run):
    with Path(run.report).open(encoding="utf-8-sig") as file:
        return [line for line in csv.reader(file) if line[2] == "rejected"]


def test_token_that_has_expired_begins_the_list_again(system, union):
    union.faults = [passes, passes, TOKEN_GONE]
    run = harvest(system, "union")
    assert (run.read, run.created, Record.objects.count()) == (COUNT + PAGE, COUNT, COUNT)


def test_killed_harvest_whose_place_is_forgotten_begins_again(system, union, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 10)

    def die(run):
        if run.read >= 70:
            raise KilledError

    with pytest.raises(KilledError):
        harvest(system, "union", on_progress=die)
    union.faults = [passes, TOKEN_GONE]
    run = harvest(system, "union")
    assert (run.status, run.created, Record.objects.count()) == ("finished", COUNT, COUNT)


def test_catalogue_that_forgets_every_token_is_at_fault(system, union):
    union.faults = [passes, *[passes, TOKEN_GONE] * 4]
    with pytest.raises(ILSProtocolError, match="forgets"):
        harvest(system, "union")
    run = HarvestRun.objects.get()
    assert run.status == ImportStatus.FAILED
    assert Record.objects.count() == PAGE


def test_catalogue_that_goes_in_circles_is_at_fault(system, union):
    second = []

    def remember(query):
        second.append(query["resumptionToken"])

    def again(query):
        return union.answer({"verb": "ListRecords", "resumptionToken": second[0]})

    union.faults = [passes, passes, remember, again]
    with pytest.raises(ILSProtocolError, match="same part"):
        harvest(system, "union")


def test_busy_catalogue_is_asked_again(system, union):
    union.faults = [busy(0), passes, busy(0), busy(0)]
    assert counts(harvest(system, "union")) == (COUNT, COUNT, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (busy(0), ILSBusy),
        (says(b"<html>Log in</html>"), ILSUnavailable),
        (says(b"\x00\xff garbage"), ILSUnavailable),
        (says(b"<OAI-PMH><ListRecords><record>"), ILSUnavailable),
    ],
)
def test_catalogue_that_fails_in_the_middle_is_gone_on_with(system, union, fault, error):
    union.faults = [passes, passes, fault, fault, fault]
    with pytest.raises(error):
        harvest(system, "union")
    run = HarvestRun.objects.get()
    assert (run.status, run.read, Record.objects.count()) == (ImportStatus.RUNNING, PAGE, PAGE)
    assert error.__name__ in run.error
    union.faults = []
    run = harvest(system, "union")
    assert counts(run) == (COUNT, COUNT, 0, 0, 0, 0)
    assert run.error == ""


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (says(error_page("cannotDisseminateFormat")), ILSConfigError),
        (says(error_page("badArgument")), ILSProtocolError),
        (says(error_page("somethingElse")), ILSProtocolError),
    ],
)
def test_refusal_ends_the_run(system, union, fault, error):
    union.faults = [passes, fault]
    with pytest.raises(error):
        harvest(system, "union")
    assert HarvestRun.objects.get().status == ImportStatus.FAILED


@pytest.mark.parametrize(
    "body",
    [
        error_page("badVerb"),
        b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><Identify/></OAI-PMH>',
    ],
)
def test_catalogue_that_does_not_introduce_itself(system, union, body):
    union.faults = [says(body)]
    with pytest.raises(ILSProtocolError):
        system.ping()


def test_bad_records_are_reported_and_the_rest_is_taken(system, union):
    union.texts[3] = '<dc xmlns="http://purl.org/dc/elements/1.1/"/>'
    union.texts[4] = union.texts[4].replace('tag="001"', 'tag="002"')
    run = harvest(system, "union")
    assert counts(run) == (COUNT, COUNT - 2, 0, 0, 0, 2)
    lines = report(run)
    assert [line[:2] for line in lines] == [
        ["4", "oai:union:1003"], ["5", "oai:union:1004"],
    ]  # fmt: skip
    assert "MARCXML" in lines[0][3]
    assert "001" in lines[1][3]


def test_identifier_may_be_the_control_number_itself():
    driver = OaiHarvest(base_url="http://127.0.0.1:9/")
    assert driver._number("oai:union:S0007") == "S0007"


def test_unknown_holdings_profile_is_a_fault_of_the_settings():
    with pytest.raises(ILSConfigError, match="no-such"):
        OaiHarvest(base_url="http://127.0.0.1/", profile="no-such")


@pytest.fixture
def _routed(system, settings):
    options = {"base_url": system.client.site.address, "record_id": catalogue.RECORD_ID}
    settings.PORTAL_ILS = {
        "source": "union",
        "drivers": {"oai": {"class": "catalog.ils.drivers.oai.OaiHarvest", "options": options}},
        "routes": {"harvest": "oai"},
    }


def run_command(capsys, *arguments, **options):
    call_command("harvest", *arguments, **options)
    return capsys.readouterr().out


def test_command_without_a_system_does_nothing(capsys):
    assert "No system" in run_command(capsys)
    assert not HarvestRun.objects.exists()


@pytest.mark.usefixtures("_routed")
def test_command_says_what_it_did(capsys, union):
    union.texts[3] = "<dc/>"
    out = run_command(capsys)
    assert "union: 120 lines read, 119 new, 0 updated, 0 unchanged, 0 withdrawn, 1 rejected" in out
    assert ".csv" in out
    assert "elsewhere: 120 lines read, 119 new" in run_command(capsys, "elsewhere", complete=True)


@pytest.mark.usefixtures("_routed")
def test_command_that_is_stopped_says_so_and_goes_on(capsys, union):
    union.faults = [passes, passes, *[busy(0)] * 3]
    with pytest.raises(CommandError, match="ILSBusy"):
        run_command(capsys)
    assert "union: taken up again after 50 lines" in run_command(capsys)


@pytest.mark.usefixtures("_routed")
def test_job_stops_when_its_time_is_up_and_goes_on(capsys, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 70)
    monkeypatch.setattr(harvest_changes.Command, "seconds", 0)
    call_command("harvest_changes")
    assert "Time is up" in capsys.readouterr().out
    assert Record.objects.count() == 70
    assert Record.objects.first().pk in selectors.matching(Record.objects.first().title)
    monkeypatch.setattr(harvest_changes.Command, "seconds", 20)
    call_command("harvest_changes")
    assert Record.objects.count() == COUNT
    assert HarvestRun.objects.get().status == ImportStatus.FINISHED


@pytest.mark.usefixtures("_routed")
def test_command_that_is_interrupted_says_how_to_go_on(capsys, monkeypatch):
    def interrupt(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(intake.Intake, "take", interrupt)
    with pytest.raises(CommandError, match="again to go on"):
        run_command(capsys)


@pytest.mark.usefixtures("_routed")
def test_two_harvests_at_the_same_time_are_refused(system, capsys):
    def another(run):
        with pytest.raises(MarcFileError, match="Another import"):
            harvest(system, "union")
        with pytest.raises(CommandError, match="Another import"):
            run_command(capsys)

    harvest(system, "union", on_start=another)


@pytest.mark.postgres
def test_harvest_runs_on_postgres(system, union):
    assert harvest(system, "union").created == COUNT
    union.change(7, deleted=True)
    assert harvest(system, "union").withdrawn == 1
