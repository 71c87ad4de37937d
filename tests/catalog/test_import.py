"""The import as a whole: files in, rows, report and search index out."""

import csv
import gc
import io
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.search.models import IndexEntry

from catalog import sample, selectors
from catalog.enums import ImportStatus
from catalog.marc.errors import MarcFileError
from catalog.models import Holding, ImportRun, Record, RecordISBN
from catalog.services import ImportOptions, import_marc, importing, intake
from portal.core import generation
from search.engine.backends.tantivy_index import TantivyIndex
from tests.catalog.marc import COPY, record
from tests.factories.catalog import RecordFactory
from tests.factories.core import LibraryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    return LibraryFactory(code="DQ01")


@pytest.fixture
def marc(tmp_path):
    """Makes a file of the given bytes."""

    def write(*parts: bytes, name="file.mrc") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(parts))
        return path

    return write


def counts(run):
    return run.read, run.created, run.updated, run.unchanged, run.rejected


def report(run):
    with Path(run.report).open(encoding="utf-8-sig") as file:
        return list(csv.reader(file))[1:]


def test_record_becomes_rows(marc, library):
    isbn = ("010", "  ", [("a", "7-02-000220-X"), ("z", "123")])
    run = import_marc(marc(record("T1", "骆驼祥子", isbn, COPY)))
    book = Record.objects.get()
    assert counts(run) == (1, 1, 0, 0, 0)
    assert (run.status, run.dialect, run.encoding) == (ImportStatus.FINISHED, "cnmarc", "utf-8")
    assert (book.title, book.authors_text, book.title_pinyin) == (
        "骆驼祥子", "老舍 著", "luo tuo xiang zi"
    )  # fmt: skip
    assert book.bad_isbns == ["123"]
    assert book.library_codes == ["DQ01"]
    assert selectors.record_by_isbn("9787020002207") == book
    copy = book.holdings.get()
    assert (copy.library, copy.call_number, copy.barcode) == (library, "I246.5/3", "0001")


def test_same_file_again_changes_nothing(marc, library, django_capture_on_commit_callbacks):
    path = marc(record("A", "甲", COPY), record("B", "乙"))
    import_marc(path)
    before = list(Record.objects.values_list("pk", "updated_at"))
    with django_capture_on_commit_callbacks() as callbacks:
        run = import_marc(path)
    assert counts(run) == (2, 0, 0, 2, 0)
    assert list(Record.objects.values_list("pk", "updated_at")) == before
    assert not callbacks


def test_changed_record_keeps_its_key_and_gets_new_copies(marc, library):
    import_marc(marc(record("A", "甲", COPY), record("B", "乙")))
    old = Record.objects.get(record_id="A")
    other = ("905", "  ", [("a", "DQ01"), ("b", "0002"), ("d", "I1"), ("e", "9")])
    isbn = ("010", "  ", [("a", "7-02-000220-X")])
    run = import_marc(marc(record("A", "甲的新名", isbn, COPY, other), record("B", "乙")))
    new = Record.objects.get(record_id="A")
    assert counts(run) == (2, 0, 1, 1, 0)
    assert (new.pk, new.title, new.created_at) == (old.pk, "甲的新名", old.created_at)
    assert new.updated_at > old.updated_at
    assert set(new.holdings.values_list("barcode", flat=True)) == {"0001", "0002"}
    assert RecordISBN.objects.filter(record=new).count() == 1


def test_two_catalogues_may_use_the_same_numbers(marc):
    import_marc(marc(record("A", "甲")))
    import_marc(marc(record("A", "别馆的甲")), ImportOptions(source="other"))
    assert Record.objects.count() == 2


def test_unknown_library_is_reported_and_its_copies_come_with_the_library(marc):
    path = marc(record("A", "甲", COPY, COPY), record("B", "乙", COPY))
    run = import_marc(path)
    assert run.unknown_libraries == {"DQ01": 3}
    assert "DQ01" in report(run)[0][3]
    assert Holding.objects.count() == 0
    LibraryFactory(code="DQ01")
    again = import_marc(path)
    assert counts(again) == (2, 0, 2, 0, 0)
    assert Holding.objects.count() == 3


def test_rejected_records_are_reported_and_the_rest_is_taken(marc):
    good = [record(f"T{number}", "好书") for number in range(3)]
    run = import_marc(
        marc(good[0], record("", "没有号"), b"garbage\x1d", good[1], record("X", ""), good[2][:-9])
    )
    assert counts(run) == (6, 2, 0, 0, 4)
    lines = report(run)
    assert [line[0] for line in lines] == ["2", "3", "5", "6"]
    assert ["001" in lines[0][3], "leader" in lines[1][3], "title" in lines[2][3]] == [True] * 3
    assert "cut off" in lines[3][3]
    assert "没有号" in lines[0][4]


def test_of_two_records_with_one_number_the_later_is_taken(marc):
    run = import_marc(marc(record("A", "旧"), record("B", "乙"), record("A", "新")))
    assert counts(run) == (3, 2, 0, 0, 1)
    assert Record.objects.get(record_id="A").title == "新"
    assert report(run)[0][:2] == ["1", "A"]


def test_report_holds_no_formulas(marc):
    run = import_marc(marc(record("=1+1", "x"), record("=1+1", "=cmd|' /C calc'!A1")))
    assert report(run)[0][1] == "'=1+1"


def test_withdrawn_record_is_marked_and_kept(marc):
    raw = record("A", "甲")
    import_marc(marc(raw))
    import_marc(marc(raw[:5] + b"d" + raw[6:]))
    assert Record.objects.get().is_withdrawn
    assert not selectors.records()


def test_dry_run_writes_nothing(marc):
    import_marc(marc(record("A", "甲")))
    path = marc(record("A", "改"), record("B", "乙"), b"x\x1d")
    run = import_marc(path, ImportOptions(is_dry=True))
    assert counts(run) == (3, 1, 1, 0, 1)
    assert Record.objects.get().title == "甲"
    assert ImportRun.objects.count() == 1
    assert len(report(run)) == 1


class KilledError(Exception):
    pass


@pytest.mark.parametrize("format", ["iso2709", "marcxml"])
def test_killed_run_goes_on_where_it_stopped(tmp_path, library, monkeypatch, format):
    monkeypatch.setattr(intake, "BATCH", 10)
    path = tmp_path / "books"
    sample.write(path, sample.books(95), format=format)

    def die(position):
        if Record.objects.count() >= 40:
            raise KilledError

    with pytest.raises(KilledError):
        import_marc(path, on_progress=die)
    assert Record.objects.count() == 40
    stopped = ImportRun.objects.get()
    assert (stopped.status, stopped.read) == (ImportStatus.RUNNING, 40)
    started = []
    run = import_marc(path, on_start=lambda run: started.append(run.read))
    assert started == [40]
    assert counts(run) == (95, 95, 0, 0, 0)
    assert ImportRun.objects.count() == 1
    assert Record.objects.count() == 95


def test_index_is_filled_in_large_steps(tmp_path, library, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 10)
    monkeypatch.setattr(intake, "INDEX_BATCH", 20)
    path = tmp_path / "books"
    sample.write(path, sample.books(50))
    sizes = []
    write = TantivyIndex.write
    monkeypatch.setattr(
        TantivyIndex, "write", lambda self, rows: sizes.append(len(rows)) or write(self, rows)
    )
    run = import_marc(path)
    assert [size for size in sizes if size] == [20, 20, 10]
    assert run.unindexed == []


def test_killed_run_leaves_nothing_out_of_the_index(tmp_path, library, monkeypatch):
    """Rows are committed before they are indexed; what was caught between is indexed at resume."""
    monkeypatch.setattr(intake, "BATCH", 10)
    path = tmp_path / "books"
    sample.write(path, sample.books(30))
    monkeypatch.setattr(
        TantivyIndex, "write", lambda self, rows: (_ for _ in ()).throw(KilledError)
    )
    with pytest.raises(KilledError):
        import_marc(path)
    monkeypatch.undo()
    import_marc(path)
    assert Record.objects.get(record_id=sample.record_id("红楼梦")).pk in selectors.matching(
        "红楼梦"
    )


def test_killed_run_does_not_report_twice(marc, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 2)
    path = marc(b"bad\x1d", record("A"), record("B"), b"worse\x1d", record("C"), record("D"))
    seen = []

    def die(position):
        seen.append(position)
        if len(seen) == 2:
            # as if the report had been written and the commit had not happened
            ImportRun.objects.update(read=2, position=seen[0], rejected=1)
            raise KilledError

    with pytest.raises(KilledError):
        import_marc(path, on_progress=die)
    run = import_marc(path)
    assert [line[0] for line in report(run)] == ["1", "4"]
    assert run.rejected == 2


def test_restart_forgets_the_interrupted_run(marc, monkeypatch):
    path = marc(record("A"), record("B"))
    ImportRun.objects.all().delete()
    with pytest.raises(KilledError):
        import_marc(path, on_progress=lambda position: (_ for _ in ()).throw(KilledError))
    run = import_marc(path, ImportOptions(is_restarted=True))
    assert counts(run) == (2, 0, 0, 2, 0)
    assert list(ImportRun.objects.values_list("status", flat=True)) == ["finished", "failed"]


def test_imported_records_are_found_by_words_pinyin_and_author(tmp_path, library):
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(120))
    import_marc(path)
    book = Record.objects.get(record_id=sample.record_id("骆驼祥子"))
    for query in ("骆驼祥子", "駱駝祥子", "luotuo xiangzi", "祥子", "老舍 骆驼"):
        assert book.pk in selectors.matching(query), query


def test_pages_made_before_an_import_are_stale_after_it(marc, django_capture_on_commit_callbacks):
    before = generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        import_marc(marc(record("A", "甲")))
    assert generation.current() > before


def test_page_index_never_sees_records(marc):
    import_marc(marc(record("A", "甲")))
    RecordFactory().save()
    assert not IndexEntry.objects.filter(content_type__model="record").exists()


def test_truncated_file_keeps_what_is_whole(tmp_path):
    path = tmp_path / "cut.mrc"
    sample.write(path, sample.books(20))
    path.write_bytes(path.read_bytes()[:-100])
    run = import_marc(path)
    assert counts(run) == (20, 19, 0, 0, 1)


def test_bomb_in_the_middle_fails_the_run_and_keeps_nothing_running(marc):
    path = marc(b'<!DOCTYPE x [<!ENTITY a "b">]><collection>&a;</collection>', name="x.xml")
    with pytest.raises(MarcFileError):
        import_marc(path)
    assert ImportRun.objects.get().status == ImportStatus.FAILED


def test_second_import_at_the_same_time_is_refused(marc):
    path, refused = marc(record("A")), []

    def another(run):
        with pytest.raises(MarcFileError, match="Another import"):
            import_marc(path)
        refused.append(run)

    import_marc(path, on_start=another)
    assert len(refused) == 1
    assert import_marc(path).unchanged == 1


def test_unknown_profile_is_named(marc):
    with pytest.raises(MarcFileError, match="905-cn"):
        import_marc(marc(record()), ImportOptions(profile="no-such"))


def run_command(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_marc", *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}"
    return out.getvalue(), err.getvalue()


def test_command_says_what_it_did(marc, library):
    out, _err = run_command(marc(record("A", "甲", COPY), b"x\x1d"))
    assert "2 records read, 1 new, 0 updated, 0 unchanged, 1 rejected" in out
    assert "ISO 2709, CNMARC, utf-8" in out
    assert ".csv" in out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "neither"),
        (b"garbage\x1dgarbage\x1d", "Nothing was taken"),
        (b"<a><b></a>", "Nothing was taken"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><a>&a;</a>", "unsafe"),
        (b"00049nam" + "書目資料庫圖書館繁體中文".encode("big5") + b"\x1d", "--encoding"),
        (b"<rss><channel/></rss>", "no MARC record"),
    ],
)
def test_command_fails_where_nothing_could_be_read(marc, content, reason):
    _out, err = run_command(marc(content))
    assert reason in err


def test_command_reads_the_good_files_and_names_the_bad_one(marc, tmp_path):
    good = marc(record("A", "甲"), name="good.mrc")
    _out, err = run_command(tmp_path / "missing.mrc", tmp_path, good)
    assert "missing.mrc" in err
    assert "This is a folder" in err
    assert Record.objects.count() == 1


def test_command_says_that_it_takes_up_again(marc, monkeypatch):
    monkeypatch.setattr(intake, "BATCH", 1)
    path = marc(record("A"), record("B"))
    with pytest.raises(KilledError):
        import_marc(path, on_progress=lambda position: (_ for _ in ()).throw(KilledError))
    out, _err = run_command(path)
    assert "after record 1" in out


def test_command_that_is_interrupted_says_how_to_go_on(marc, monkeypatch):
    def interrupt(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing._Import, "_take", interrupt)
    _out, err = run_command(marc(record("A")))
    assert "again to go on" in err


def test_command_takes_gbk_by_name_and_a_report_of_its_own(marc, tmp_path):
    wanted = tmp_path / "report.csv"
    path = marc(record("A", "甲", encoding="gbk"), b"x\x1d")
    run_command(path, encoding="gbk", report=wanted)
    assert Record.objects.get().title == "甲"
    assert wanted.exists()


def test_command_lists_unknown_libraries(marc):
    out, _err = run_command(marc(record("A", "甲", COPY)))
    assert "“DQ01” is not known: 1 copies" in out


def test_command_dry_run_says_so(marc):
    out, _err = run_command(marc(record("A")), dry_run=True)
    assert "nothing was written" in out


@pytest.mark.postgres
def test_import_runs_on_postgres(tmp_path, library):
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(60))
    assert import_marc(path).created == 60
    assert import_marc(path).unchanged == 60


@pytest.mark.postgres
def test_changed_record_is_written_over_on_postgres(marc, library):
    import_marc(marc(record("A", "甲", COPY)))
    before = Record.objects.get()
    run = import_marc(marc(record("A", 'C:\\temp\\N "甲"', COPY), record("B")))
    after = Record.objects.get(record_id="A")
    assert (run.created, run.updated) == (1, 1)
    assert (after.pk, after.created_at) == (before.pk, before.created_at)
    assert (after.title, after.year) == ('C:\\temp\\N "甲"', None)
    assert after.holdings.get().barcode == "0001"


def test_garbage_is_collected_as_before_after_an_import(marc):
    import_marc(marc(record("A")))
    assert gc.get_freeze_count() == 0


def test_import_is_quick(tmp_path, library):
    """A wide margin for busy machines; benchmarks/import.py measures it properly."""
    path = tmp_path / "books.mrc"
    sample.write(path, sample.books(2000))
    started = time.process_time()
    import_marc(path)
    assert 2000 / (time.process_time() - started) > 400
