"""A union catalogue that runs for the length of a test session: Zebra over the sample records.

Zebra is what many libraries put before their catalogue for Z39.50 and SRU. Its indexes are
described in the files beside this one.
"""

import shutil
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

from tests import servers
from tests.contracts.ils import catalogue

HERE = Path(__file__).parent
COUNT = 1200  # records
TABLES = "/usr/share/idzebra-2.0/tab"


class Zebra:
    """An index in *folder*, and a server that can be stopped and started again at its address."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder, self.port = folder, port or servers.free_port()
        self.address = f"http://{servers.HOST}:{self.port}"
        self._running: AbstractContextManager[str] | None = None

    def index(self, count: int = COUNT) -> None:
        for path in HERE.iterdir():
            if path.suffix in (".cfg", ".xml", ".xsl", ".idx", ".txt"):
                shutil.copy(path, self.folder)
        for name in ("register", "lock", "tmp"):
            (self.folder / name).mkdir()
        self._write_places()
        catalogue.write(self.folder / "records.mrc", count)
        self._zebraidx("init")
        self._zebraidx("update", "records.mrc")

    def start(self) -> None:
        command = ["zebrasrv", "-S", "-f", str(self.folder / "server.xml")]
        self._running = servers.server(command, self.port)
        self._running.__enter__()

    def stop(self) -> None:
        if self._running is not None:
            self._running.__exit__(None, None, None)
            self._running = None

    def _write_places(self) -> None:
        [modules] = Path("/usr/lib").glob("*/idzebra-2.0/modules")
        with (self.folder / "zebra.cfg").open("a") as file:
            file.write(
                f"profilePath: {self.folder}:{TABLES}\nmodulePath: {modules}\n"
                f"register: {self.folder}/register:2G\n"
                f"lockDir: {self.folder}/lock\nkeyTmpDir: {self.folder}/tmp\n"
            )
        server = self.folder / "server.xml"
        text = server.read_text().replace("@ADDRESS@", f"{servers.HOST}:{self.port}")
        server.write_text(text.replace("@FOLDER@", str(self.folder)))

    def _zebraidx(self, *command: str) -> None:
        done = subprocess.run(
            ["zebraidx", "-c", "zebra.cfg", "-n", *command],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise servers.ServerError(done.stderr[-2000:])
