"""One Tantivy index on disk, read by every web process while one process at a time writes.

A reader looks at the index's meta file before each search and reloads when a commit has changed it.
A writer waits for the one before it. An index that is missing or damaged answers with nothing until
`manage.py update_index --backend catalogue` makes it anew: the database is the truth.
"""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2s
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import tantivy
from wagtail.search.backends.base import BaseIndex

from search.engine.analysis import VERSION, get_analyzer

from .indexing import IndexedObject, facet_fields

logger = logging.getLogger(__name__)

TEXTS = ("title", "body")
OTHERS = ("typing", "marks")
LOCK_WAIT = 30.0  # seconds that a writer waits for another
SMALL_HEAP, LARGE_HEAP = 15_000_000, 30_000_000
FEW = 50
T = TypeVar("T")
Prepared = tuple[Any, Any]  # a key and its document


class IndexBusyError(Exception):
    """Another process has been writing to the index for longer than a writer waits."""


@dataclass
class _Opened:
    index: Any
    stamp: tuple[int, ...]


# Mapped files and their state belong to a process, so a forked one opens the index for itself.
_opened: dict[tuple[int, Path], _Opened] = {}
_reported: set[tuple[Path, str]] = set()


def facet_column(name: str) -> str:
    return f"facet_{name}"


class TantivyIndex(BaseIndex):
    def __init__(self, backend: Any, model: Any) -> None:
        super().__init__(backend)
        self.model = model

    def __str__(self) -> str:
        return str(self.directory)

    def get_key(self) -> Path:
        return self.directory

    @cached_property
    def facets(self) -> list[str]:
        return sorted(facet_fields(self.model))

    @cached_property
    def directory(self) -> Path:
        """Named after what it holds, so that new code never reads an index made for old code."""
        made_of = repr((VERSION, version("tantivy"), TEXTS, OTHERS, self.facets))
        fingerprint = blake2s(made_of.encode(), digest_size=4).hexdigest()
        return Path(self.backend.path) / f"{self.model._meta.label_lower}-{fingerprint}"

    @cached_property
    def schema(self) -> Any:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("pk", indexed=True, fast=True)
        for name in TEXTS + OTHERS:
            detail = "freq" if name in TEXTS else "basic"
            builder.add_text_field(name, tokenizer_name="whitespace", index_option=detail)
        for name in self.facets:
            builder.add_text_field(
                facet_column(name), tokenizer_name="raw", index_option="basic", fast=True
            )
        return builder.build()

    # Reading:

    def _stamp(self) -> tuple[int, ...]:
        """Changes with every commit, and when the directory is replaced."""
        meta, directory = os.stat(self.directory / "meta.json"), os.stat(self.directory)
        return directory.st_ino, meta.st_ino, meta.st_mtime_ns, meta.st_size

    def _searcher(self) -> Any:
        """A view of the last commit."""
        key = (os.getpid(), self.directory)
        stamp, opened = self._stamp(), _opened.get(key)
        if opened is None or opened.stamp[0] != stamp[0]:
            opened = _opened[key] = _Opened(tantivy.Index.open(str(self.directory)), stamp)
        elif opened.stamp != stamp:
            opened.index.reload()
            opened.stamp = stamp
        return opened.index.searcher()

    def ask(self, question: Callable[[Any], T], otherwise: T) -> T:
        """What the index answers, or *otherwise* when it is missing or damaged."""
        try:
            return question(self._searcher())
        except FileNotFoundError:
            self._report("is missing")
        except (OSError, ValueError) as error:
            self._report(f"cannot be read ({error})")
        except BaseException as error:
            # Damage that Tantivy does not notice makes its Rust code panic, which no name can
            # be imported for; left alone it would end the server's thread.
            if type(error).__name__ != "PanicException":
                raise
            self._report("is damaged")
        return otherwise

    def _report(self, trouble: str) -> None:
        """Say once what is wrong and what to do; the page shows no records meanwhile."""
        _opened.pop((os.getpid(), self.directory), None)
        if (self.directory, trouble) not in _reported:
            _reported.add((self.directory, trouble))
            logger.error(
                "The index %s %s: run `manage.py update_index --backend %s`.",
                self.directory,
                trouble,
                self.backend.name,
            )

    def refresh(self) -> None:
        """Readers look for commits themselves."""

    # Writing:

    def _open_or_create(self) -> Any:
        """Open the index; make it where it is missing, and put a damaged one aside."""
        self.directory.parent.mkdir(parents=True, exist_ok=True)
        with open(f"{self.directory}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # two processes must not repair it at once
            self.directory.mkdir(exist_ok=True)
            try:
                return tantivy.Index(self.schema, str(self.directory))
            except (OSError, ValueError) as error:
                logger.warning("The index %s is made anew (%s).", self.directory, error)
            aside = Path(f"{self.directory}.damaged")
            shutil.rmtree(aside, ignore_errors=True)
            self.directory.rename(aside)
            self.directory.mkdir()
            return tantivy.Index(self.schema, str(self.directory))

    def writer(self, heap_size: int = LARGE_HEAP) -> Any:
        """The only writer; waits until another process or thread has committed."""
        index = self._open_or_create()
        give_up = time.monotonic() + self.backend.lock_wait
        while True:
            try:
                return index.writer(heap_size=heap_size, num_threads=1)
            except ValueError as error:
                if "lock" not in str(error).lower():
                    raise
                if time.monotonic() > give_up:
                    raise IndexBusyError(
                        f"Another process is writing to {self.directory}; try again later."
                    ) from error
            time.sleep(0.05)

    @contextmanager
    def _writing(self, heap_size: int) -> Iterator[Any]:
        writer = self.writer(heap_size)
        try:
            yield writer
        except BaseException:
            writer.rollback()
            raise
        else:
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        self.write(self.prepare(items))

    def prepare(self, objects: Iterable[Any]) -> list[Prepared]:
        """What is to stand in the index for *objects*: smaller than they are, so many can wait."""
        analyzer = get_analyzer()
        return [(obj.pk, self._document(IndexedObject(obj, analyzer))) for obj in objects]

    def write(self, prepared: Sequence[Prepared]) -> None:
        """Put *prepared* in the place of what stands under their keys, in one commit.

        The last of one key counts. Thousands at once cost less than hundreds: fewer files are
        joined.
        """
        if not prepared:
            return
        documents = dict(prepared)
        with self._writing(SMALL_HEAP if len(documents) <= FEW else LARGE_HEAP) as writer:
            for pk in documents:
                writer.delete_documents_by_term("pk", pk)
            for document in documents.values():
                writer.add_document(document)

    def _document(self, obj: IndexedObject) -> Any:
        facets = {facet_column(n): [str(v) for v in values] for n, values in obj.facets.items()}
        return tantivy.Document(
            pk=obj.obj.pk,
            title=" ".join(obj.title),
            body=" ".join(chain.from_iterable(tokens for _, tokens in obj.body)),
            typing=" ".join(obj.typing),
            marks=" ".join(obj.marks),
            **facets,
        )

    def delete_item(self, item: Any) -> None:
        with self._writing(SMALL_HEAP) as writer:
            writer.delete_documents_by_term("pk", item.pk)

    def reset(self) -> None:
        with self._writing(SMALL_HEAP) as writer:
            writer.delete_all_documents()


class TantivyRebuilder:
    """Fills an index anew; the old documents answer until the one commit at the end."""

    def __init__(self, index: BaseIndex) -> None:
        self.index = index

    def start(self) -> Any:
        if not isinstance(self.index, TantivyIndex):
            return self.index  # of models that another backend holds: it takes nothing
        self.writer = self.index.writer()
        self.writer.delete_all_documents()
        return self

    def add_model(self, model: Any) -> None:
        """The index is of one model."""

    def add_items(self, model: Any, objects: Iterable[Any]) -> None:
        for _pk, document in self.index.prepare(objects):
            self.writer.add_document(document)

    def finish(self) -> None:
        if isinstance(self.index, TantivyIndex):
            self.writer.commit()
            self.writer.wait_merging_threads()
