"""A SIP2 server that says what a test has written for it, byte by byte."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

READY = b"98YYYYYN03000320261125    1200002.00AODCQ|BXYYYYYYYYYYYYYYYY|"


@contextmanager
def scripted(answers: Mapping[str, bytes]) -> Iterator[int]:
    """The port of a server that answers each message by its two digits."""
    known = {"99": READY, **answers}

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            waiting = b""
            while piece := self.connection.recv(4096):
                *frames, waiting = (waiting + piece).split(b"\r")
                for frame in frames:
                    self.connection.sendall(known[frame[:2].decode()] + b"\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
