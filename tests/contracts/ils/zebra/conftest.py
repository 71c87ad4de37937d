"""Starts the union catalogue once for the session."""

import os
import shutil

import pytest

from tests.contracts.ils.zebra import Zebra

MISSING = not shutil.which("zebrasrv") and not os.environ.get("CI")
collect_ignore_glob = ["test_*.py"] if MISSING else []


def pytest_terminal_summary(terminalreporter):
    if MISSING:
        terminalreporter.write_line("no union catalogue was asked by SRU (apt install idzebra-2.0)")


@pytest.fixture(scope="session")
def zebra(tmp_path_factory):
    zebra = Zebra(tmp_path_factory.mktemp("zebra"))
    zebra.index()
    zebra.start()
    yield zebra
    zebra.stop()
