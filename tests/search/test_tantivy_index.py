"""The index of records on disk: several processes, damage, two writers."""

import logging
import subprocess
import sys
import threading
import time

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from catalog.models import Record
from search.engine.backends import tantivy_index
from tests.factories.catalog import RecordFactory

pytestmark = pytest.mark.django_db

# Another process adds a record without a database of its own; its type's number comes from us.
WRITER = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
import django; django.setup()
from search.engine.backends import indexing
from search.engine.backends.tantivy import SearchBackend
from catalog.models import Record
path, pk, title, type_id, hold = sys.argv[1:]
indexing.get_content_type_pk = lambda model: int(type_id)
index = SearchBackend({"PATH": path, "MODELS": ["catalog.Record"]}).get_index_for_model(Record)
with index._writing(15_000_000) as writer:
    [(_pk, document)] = index.prepare([Record(pk=int(pk), title=title)])
    writer.add_document(document)
    print("writing", flush=True)
    time.sleep(float(hold))
"""


@pytest.fixture
def make(tmp_path):
    return lambda **options: get_search_backend(
        "search.engine.backends.tantivy",
        MODELS=["catalog.Record"],
        PATH=str(tmp_path / "index"),
        **options,
    )


@pytest.fixture
def other_process(make):
    """Start a process that adds a record and commits after *hold* seconds."""
    started = []

    def start(record, hold=0.0):
        type_id = make().search("x", Record).query_compiler.type_ids[0]
        arguments = [make().path, str(record.pk), record.title, str(type_id), str(hold)]
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout.readline() == "writing\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def found(backend, query="国学"):
    return list(backend.search(query, Record))


def test_reader_sees_what_another_process_commits(make, other_process):
    first, second = RecordFactory(title="国学概论"), RecordFactory(title="国学讲座")
    reader = make()
    reader.add(first)
    assert found(reader) == [first]
    process = other_process(second, hold=0.3)
    assert found(reader) == [first]
    assert process.wait(timeout=10) == 0
    assert set(found(reader)) == {first, second}
    assert set(found(make())) == {first, second}


def test_writer_waits_for_another_process(make, other_process):
    first, second = RecordFactory(title="国学概论"), RecordFactory(title="国学讲座")
    other_process(first, hold=0.5)
    make().add(second)
    assert set(found(make())) == {first, second}


def test_writer_that_waits_too_long_says_so(make, other_process):
    other_process(RecordFactory(title="国学概论"), hold=30)
    with pytest.raises(tantivy_index.IndexBusyError, match="Another process is writing"):
        make(LOCK_WAIT=0.2).add(RecordFactory(title="国学讲座"))


def test_lock_of_a_killed_writer_is_free(make, other_process):
    record = RecordFactory(title="国学概论")
    process = other_process(RecordFactory(title="国学讲座"), hold=30)
    process.kill()
    process.wait()
    make(LOCK_WAIT=2).add(record)
    assert found(make()) == [record]


def test_threads_of_one_process_write_in_turn(make):
    records = RecordFactory.create_batch(4, title="国学概论")
    from_threads = [threading.Thread(target=make().add, args=[record]) for record in records]
    make().add(records[0])  # content types are read here: threads have their own connections
    for thread in from_threads:
        thread.start()
    for thread in from_threads:
        thread.join(timeout=20)
    assert set(found(make())) == set(records)


def test_failed_batch_leaves_the_index_as_it_was(make):
    record = RecordFactory(title="国学概论")
    make().add(record)
    with pytest.raises(AttributeError):
        make().add_bulk(Record, [RecordFactory(title="国学讲座"), object()])
    assert found(make()) == [record]


def test_of_two_that_wait_under_one_key_the_later_counts(make):
    record, index = RecordFactory(title="国学概论"), make().get_index_for_model(Record)
    waiting = index.prepare([record])
    record.title = "国学讲座"
    index.write([*waiting, *index.prepare([record])])
    assert make().search("国学", Record).count() == 1
    assert make().search("概论", Record).count() == 0


def test_missing_index_finds_nothing_and_says_so_once(make, caplog):
    with caplog.at_level(logging.ERROR):
        assert found(make()) == []
        assert make().search("国学", Record).count() == 0
        assert make().search("国学", Record).facet("clc_top") == {}
    assert [record.getMessage().split(": ")[-1] for record in caplog.records] == [
        "run `manage.py update_index --backend catalogue`."
    ]


@pytest.mark.parametrize("damaged", ["meta.json", "*.term", "*.fast", "*.store"])
def test_damaged_index_finds_nothing_and_is_made_anew(make, damaged):
    record = RecordFactory(title="国学概论")
    make().add(record)
    assert found(make()) == [record]
    directory = make().get_index_for_model(Record).directory
    for path in directory.glob(damaged):
        path.unlink()
        path.write_bytes(b"\0" * 100)
    tantivy_index._opened.clear()  # as in a process that has yet to open the index
    assert found(make()) == []
    rebuilder = make().rebuilder_class(make().get_index_for_model(Record))
    rebuilder.start().add_items(Record, [record])
    rebuilder.finish()
    assert found(make()) == [record]


def test_panic_of_the_engine_is_an_empty_answer(make):
    class PanicException(BaseException):
        pass

    def panic(searcher):
        raise PanicException

    def interrupt(searcher):
        raise KeyboardInterrupt

    make().add(RecordFactory())
    index = make().get_index_for_model(Record)
    assert index.ask(panic, "nothing") == "nothing"
    with pytest.raises(KeyboardInterrupt):
        index.ask(interrupt, "nothing")


def test_rebuild_shows_old_documents_until_it_is_done(make):
    old, new = RecordFactory(title="国学概论"), RecordFactory(title="国学讲座")
    make().add(old)
    rebuilder = make().rebuilder_class(make().get_index_for_model(Record))
    rebuilder.start().add_items(Record, [new])
    assert found(make()) == [old]
    rebuilder.finish()
    assert found(make()) == [new]


def test_models_of_other_backends_are_refused(make, root_page):
    backend = make()
    backend.add_bulk(Page, [root_page])
    assert backend.search("Root", Page).backend.holds(Page)


def test_one_record_is_indexed_quickly(make):
    record = RecordFactory(title="国学概论")
    make().add(record)
    start = time.perf_counter()
    make().add(record)
    assert time.perf_counter() - start < 2
