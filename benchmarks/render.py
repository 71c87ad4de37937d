"""What a page costs when nothing is cached: queries, and CPU against a bare Wagtail page.

The reference is the page `wagtail start` makes, from the installed package, on SQLite like ours.
Both sites answer in turns in a process each, without the page cache. Figures are medians; CPU as a
ratio, for milliseconds say more of a machine than of a page.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness
from tests import servers

ROUNDS = 5
IN_A_ROW = 6  # of which the first only warms up
BARE_SETTINGS = """
from .base import *
SECRET_KEY = "benchmark"
ALLOWED_HOSTS = ["*"]
"""


@dataclass(frozen=True)
class Role:
    """A page type: where to find one, and what it may cost at most."""

    name: str
    path: str
    queries: int
    ratio: float


# What pages of these roles may cost next to the bare page.
ROLES = [
    Role("front page", "/", 24, 4.0),
    Role("static page", "/about/", 12, 1.8),
    Role("news", "/news/", 14, 2.8),
    Role("news page", "/news/axis-walk-map/", 12, 1.8),
    Role("what's on", "/events/", 18, 3.2),
    Role("month", "/events/?view=month", 18, 3.2),
    Role("event", "/events/axis-walk/", 20, 2.2),
    Role("reading lists", "/lists/", 18, 2.8),
    Role("reading list", "/lists/ask-about-your-lane/", 18, 2.8),
    Role("record", "/books/1/", 16, 2.2),
    Role("libraries", "/libraries/", 18, 3.2),
    Role("library", "/libraries/andingmen/", 24, 4.0),
    Role("search", "/search/?q=国学", 16, 4.0),
]


@dataclass(frozen=True)
class Cost:
    milliseconds: float
    queries: int


class Site:
    """A site that answers in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def ask(self, path: str) -> Cost:
        self.process.stdin.write(path + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline().split()
        if not line or line[0] != "200":
            sys.exit(f"{path} answers {' '.join(line) or 'nothing'}.")
        return Cost(float(line[1]), int(line[2]))


@contextlib.contextmanager
def site(folder: Path, environment: dict[str, str]) -> Iterator[Site]:
    process = subprocess.Popen(
        # -P: benchmarks/search.py is not the package of that name.
        [sys.executable, "-P", str(Path(__file__).with_name("driver.py"))],
        cwd=folder,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Site(process)
    finally:
        process.stdin.close()
        process.wait(10)


def bare_environment(folder: Path) -> dict[str, str]:
    """Start a Wagtail site the way its documentation does."""
    wagtail = str(Path(sys.executable).with_name("wagtail"))
    subprocess.run([wagtail, "start", "bare", str(folder)], check=True, capture_output=True)
    (folder / "bare" / "settings" / "bench.py").write_text(BARE_SETTINGS)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PORTAL_", "DJANGO_"))}
    environment = {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "bare.settings.bench",
        "PYTHONPATH": str(folder),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=folder, env=environment, check=True
    )
    return environment


def main() -> None:
    ours = harness.demo_environment()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bare-")))
        print("Starting a bare Wagtail site …", flush=True)
        bare = stack.enter_context(site(folder, bare_environment(folder)))
        portal = stack.enter_context(site(servers.ROOT, ours))
        asked = {"bare": lambda: bare.ask("/")} | {
            role.name: lambda path=role.path: portal.ask(path) for role in ROLES
        }
        for _ in range(2):
            for ask in asked.values():
                ask()
        costs: dict[str, list[Cost]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, ask in asked.items():
                costs[name] += [ask() for _ in range(IN_A_ROW)][1:]
    report(costs)


def report(costs: dict[str, list[Cost]]) -> None:
    spent = {name: statistics.median(c.milliseconds for c in rows) for name, rows in costs.items()}
    queries = {name: max(cost.queries for cost in rows) for name, rows in costs.items()}
    print(f"\n{'page':16}{'queries':>9}{'at most':>9}{'CPU ms':>9}{'× bare':>9}{'at most':>9}")
    print(f"{'bare Wagtail':16}{queries['bare']:>9}{'':>9}{spent['bare']:>9.1f}")
    missed = []
    for role in ROLES:
        ratio = spent[role.name] / spent["bare"]
        is_over = ratio > role.ratio or queries[role.name] > role.queries
        missed += [role.name] if is_over else []
        print(
            f"{role.name:16}{queries[role.name]:>9}{role.queries:>9}{spent[role.name]:>9.1f}"
            f"{ratio:>9.2f}{role.ratio:>9.1f}{'  over' if is_over else ''}"
        )
    ratios = {role.name.replace(" ", "_").replace("'", ""): role.name for role in ROLES}
    harness.result(
        "render", **{key: f"{spent[name] / spent['bare']:.2f}" for key, name in ratios.items()}
    )
    if missed:
        sys.exit(f"over the bar: {', '.join(missed)}")


if __name__ == "__main__":
    main()
