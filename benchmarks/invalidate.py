"""How soon everybody sees what an editor publishes: page, list, translation, each worker.

Two workers with page caches of their own serve a copy of the demo; a third process publishes. All
addresses are asked without pause meanwhile. What counts is the first fresh byte after the commit
that makes the change (for the translation, that of the task that carries the change over), and that
no answer to a later request is stale. There is no peer: Django's cache shows a change when its time
is over.
"""

import contextlib
import datetime as dt
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness
from tests import servers

SLUG = "renewal-by-phone"
ROUNDS = 5
BAR = 0.2  # seconds
AFTERWARDS = 100  # requests of each address to each worker
PUBLISH = f"""
import datetime, sys, time
import django
django.setup()
from django.db import transaction
from home.models import NewsPage
from portal.core import generation
for line in sys.stdin:
    title, date = line.split()
    page = NewsPage.objects.get(slug="{SLUG}", locale__language_code="zh-hans")
    page.title, page.date = title, datetime.date.fromisoformat(date)
    committed = []
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(time.time()))
        page.save_revision().publish()
    print(committed[0], generation.current() / 1e9, flush=True)
"""


@dataclass
class Watch:
    """One address of one worker, asked again and again until told to stop."""

    name: str
    url: str
    answers: list[tuple[float, float, bytes]] = field(default_factory=list)

    def run(self, stop: threading.Event) -> None:
        while not stop.is_set():
            asked = time.time()
            body = self.ask()
            self.answers.append((asked, time.time(), body))
            stop.wait(0.02)

    def ask(self) -> bytes:
        status, body = harness.fetch(self.url)
        if status != 200:
            sys.exit(f"{self.url} answers {status}.")
        return body

    def first_fresh(self, mark: bytes, committed: float) -> float:
        """Seconds from the commit to the end of the first fresh answer."""
        return min(end for _asked, end, body in self.answers if mark in body) - committed


def main() -> None:
    environment = harness.demo_environment()
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="invalidate-"))
        shutil.copytree(harness.STATE, Path(folder) / "state")
        environment["PORTAL_STATE_DIR"] = str(Path(folder) / "state")
        publisher = stack.enter_context(publishing(environment))
        bases = [stack.enter_context(worker(environment)) for _ in range(2)]
        paths = {"page": f"/news/{SLUG}/", "list": "/news/", "translation": f"/en/news/{SLUG}/"}
        watches = [Watch(name, base + path) for name, path in paths.items() for base in bases]
        delays: dict[str, list[float]] = {name: [] for name in paths}
        stale = 0
        for number in range(ROUNDS):
            stale += one_round(number, publisher, watches, delays)
    report(delays, stale)


@contextlib.contextmanager
def publishing(environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISH],
        cwd=servers.ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.stdin.close()
        process.wait(10)


def worker(environment: dict[str, str]) -> contextlib.AbstractContextManager[str]:
    port = servers.free_port()
    return servers.server(servers.granian(port, workers=1), port, environment)


def one_round(
    number: int,
    publisher: "subprocess.Popen[str]",
    watches: list[Watch],
    delays: dict[str, list[float]],
) -> int:
    """Publish once while all addresses are asked; the number of stale answers afterwards.

    The title is what the page and its list show; the date goes over to the translation.
    """
    title = f"benchmark-{number}"
    date = (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=number + 1)).isoformat()
    marks = {"page": title.encode(), "list": title.encode(), "translation": date.encode()}
    for watch in watches:
        watch.ask()  # so that it is kept
        watch.answers.clear()
    stop = threading.Event()
    threads = [threading.Thread(target=watch.run, args=(stop,)) for watch in watches]
    for thread in threads:
        thread.start()
    publisher.stdin.write(f"{title} {date}\n")
    publisher.stdin.flush()
    times = [float(word) for word in publisher.stdout.readline().split()]
    if not times:
        sys.exit("Publishing failed.")
    committed = {"page": times[0], "list": times[0], "translation": times[1]}
    time.sleep(max(0.0, times[1] + BAR - time.time()) + 0.5)
    stop.set()
    for thread in threads:
        thread.join()
    for watch in watches:
        delays[watch.name].append(watch.first_fresh(marks[watch.name], committed[watch.name]))
    return sum(
        marks[watch.name] not in watch.ask()
        for watch in watches
        for _ in range(AFTERWARDS // ROUNDS)
    )


def report(delays: dict[str, list[float]], stale: int) -> None:
    print("\nmilliseconds from the commit to the first fresh answer, both workers")
    for name, values in delays.items():
        median, worst = statistics.median(values) * 1000, max(values) * 1000
        print(f"  {name:14}median {median:7.0f}   longest {worst:7.0f}")
    print(f"  stale answers afterwards: {stale}")
    medians = {f"{name}_ms": f"{statistics.median(v) * 1000:.0f}" for name, v in delays.items()}
    harness.result("invalidate", **medians, stale=stale)
    late = [name for name, values in delays.items() if statistics.median(values) > BAR]
    if late or stale:
        sys.exit(f"under the bar: {', '.join(late) or 'stale answers'}")


if __name__ == "__main__":
    main()
