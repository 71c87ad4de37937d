"""Programs that read calendars, each with a recurrence engine of its own.

A reader takes the texts of calendars and gives for each the list of its dates, as `Seen` reads
them: ical.js is what Thunderbird and Nextcloud use, libical what Evolution and KDE use,
recurring-ical-events and `ical` (Home Assistant) come from PyPI.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

FOLDER = Path(__file__).parent
SPAN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2060, 1, 1, tzinfo=dt.UTC)

# Start, end and whether it is cancelled; how often each is seen.
Seen = Counter[tuple[str, str, bool]]
Reader = Callable[[list[str]], list[Seen]]


def said(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    return moment.strftime("%Y%m%d")


def by_recurring_ical_events(texts: list[str]) -> list[Seen]:
    return [
        Counter(
            (said(e.start), said(e.end), e.get("STATUS") == "CANCELLED")
            for e in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(*SPAN)
        )
        for text in texts
    ]


def by_ical(texts: list[str]) -> list[Seen]:
    return [
        Counter(
            (said(e.dtstart), said(e.end), e.status == "CANCELLED")
            for e in IcsCalendarStream.calendar_from_ics(text).timeline.overlapping(*SPAN)
        )
        for text in texts
    ]


def by_icaljs(texts: list[str]) -> list[Seen]:
    output = subprocess.run(
        ["node", FOLDER / "icaljs.mjs"], input=json.dumps(texts).encode(), capture_output=True,
        check=False,
    )  # fmt: skip
    assert output.returncode == 0, output.stderr.decode()
    return [Counter(map(tuple, dates)) for dates in json.loads(output.stdout)]


def by_libical(texts: list[str]) -> list[Seen]:
    with tempfile.TemporaryDirectory(prefix="libical-") as name:
        folder = Path(name)
        program = folder / "read"
        flags = ["pkg-config", "--cflags", "--libs", "libical"]
        flags = subprocess.run(flags, capture_output=True, text=True, check=True).stdout.split()
        command = ["gcc", "-O1", "-o", program, FOLDER / "libical.c", *flags]
        subprocess.run(command, check=True)
        files = [folder / f"{number}.ics" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text.encode())
        names = "".join(f"{file}\n" for file in files)
        output = subprocess.run([program], input=names, capture_output=True, text=True, check=False)
    assert output.returncode == 0, output.stdout[-300:] + output.stderr
    blocks = output.stdout.split(".\n")[: len(texts)]
    return [
        Counter(
            (start, end, cancelled == "1")
            for start, end, cancelled in map(str.split, block.splitlines())
        )
        for block in blocks
    ]


def _has_libical() -> bool:
    if not (shutil.which("gcc") and shutil.which("pkg-config")):
        return False
    found = subprocess.run(["pkg-config", "--exists", "libical"], check=False)
    return found.returncode == 0


def _has_icaljs() -> bool:
    return bool(shutil.which("node")) and (FOLDER / "node_modules" / "ical.js").is_dir()


READERS: dict[str, Reader] = {
    "recurring-ical-events": by_recurring_ical_events,
    "ical": by_ical,
    "ical.js": by_icaljs,
    "libical": by_libical,
}
MISSING = [
    name for name, is_there in {"ical.js": _has_icaljs(), "libical": _has_libical()}.items()
    if not is_there and not os.environ.get("CI")
]  # fmt: skip
HINT = "apt install nodejs npm libical-dev gcc pkg-config; npm ci --prefix tests/contracts/readers"
