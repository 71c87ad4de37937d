"""The stand-in on a loopback port: tokens, faults, and the contract held over every exchange."""

import json
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.contracts.ils.contract import Contract
from tests.contracts.ils.servers.faults import Fault, Faults
from tests.contracts.ils.servers.state import LibraryState

from .http import JSON, MARCXML, Reply, Request, failure
from .operations import Operations

PREFIX = "/api/v1"
CLIENT_ID, SECRET = "portal", "not-a-secret-outside-tests"
CONTRACT = Contract(Path(__file__).parents[2] / "koha.openapi.yaml")
_TOKEN = "/oauth/token"
_LONGEST_HANG = 20.0
_OVERSIZE = 8 << 20
_ENTITIES = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><record>&e;</record>'


class KohaServer:
    """*calls* names the requests that came, *violations* says where they break the contract."""

    CLIENT_ID, SECRET = CLIENT_ID, SECRET

    def __init__(self, state: LibraryState) -> None:
        self.state = state
        self.faults = Faults()
        self.calls: list[str] = []
        self.violations: list[str] = []
        self.lacks_permissions = False
        self._operations = Operations(state)
        self._tokens: set[str] = set()
        self._http: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        assert self._http is not None
        return f"http://127.0.0.1:{self._http.server_port}"

    @contextmanager
    def running(self, port: int = 0) -> Iterator["KohaServer"]:
        handler = type("Handler", (_Handler,), {"koha": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._http.daemon_threads = True
        thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.faults.clear()
            self._http.shutdown()
            self._http.server_close()

    def reset(self) -> None:
        self.faults.clear()
        self.calls.clear()
        self.violations.clear()
        self._tokens.clear()
        self.lacks_permissions = False
        self.state.reset()

    def expire_tokens(self) -> None:
        self._tokens.clear()

    def answer(self, request: Request) -> Reply:
        self.violations += CONTRACT.of_request(
            request.method, request.path, request.query, request.headers, request.body
        )
        reply = self._answer(request)
        self.violations += CONTRACT.of_answer(
            request.method, request.path, reply.status, reply.content_type, reply.body
        )
        return reply

    def _answer(self, request: Request) -> Reply:
        if request.path == _TOKEN:
            return self._token(request)
        if request.headers.get("authorization", "")[len("Bearer ") :] not in self._tokens:
            return failure(401, "Authentication failure.")
        if self.lacks_permissions:
            body = {"error": "Authorization failure. Missing required permission(s)."}
            return Reply.json(403, body | {"required_permissions": {"reserveforothers": "1"}})
        with self.state.lock:
            return self._operations.handle(request)

    def _token(self, request: Request) -> Reply:
        if (request.body["client_id"], request.body["client_secret"]) != (CLIENT_ID, SECRET):
            return failure(403, "wrong_credentials")
        token = secrets.token_urlsafe(12)
        self._tokens.add(token)
        answer = {"access_token": token, "token_type": "Bearer", "expires_in": 3600}
        return Reply.json(200, answer)


class _Handler(BaseHTTPRequestHandler):
    """One connection: reads requests, lets faults happen, writes replies."""

    koha: KohaServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        request = self._read()
        self.koha.calls.append(request.name)
        fault = self.koha.faults.next(request.name)
        if fault is None:
            self._write(self.koha.answer(request))
        elif fault is Fault.COMMIT_THEN_DROP:
            self.koha.answer(request)
            self._drop()
        else:
            self._fail(fault)

    do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - the names are http.server's

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read no log."""

    def _read(self) -> Request:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        is_json = self.headers.get("content-type", "").startswith(JSON)
        body: Any = None
        if raw:
            body = json.loads(raw) if is_json else dict(parse_qsl(raw.decode()))
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = parts.path.removeprefix(PREFIX)
        return Request(self.command, path, dict(parse_qsl(parts.query)), headers, body)

    def _fail(self, fault: Fault) -> None:
        if fault is Fault.HANG:
            self.koha.faults.released.wait(_LONGEST_HANG)
            self._drop()
        elif fault is Fault.DROP:
            self._drop()
        elif fault is Fault.DRIP:
            self._drip()
        else:
            self._write(
                {
                    Fault.BUSY: failure(503, "System is under maintenance.", Retry_After="7"),
                    Fault.ERROR: failure(500, "Something went wrong, check Koha logs."),
                    Fault.MOVED: Reply(302, headers={"Location": "https://elsewhere.example/"}),
                    Fault.GARBAGE: Reply(200, b'{"item_id": 1', JSON),
                    Fault.PAGE: Reply(200, b"<html><body>Bad gateway</body></html>", "text/html"),
                    Fault.ENTITIES: Reply(200, _ENTITIES, MARCXML),
                    Fault.OVERSIZE: Reply(200, b" " * _OVERSIZE, JSON),
                }[fault]
            )

    def _write(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.content_type:
            self.send_header("Content-Type", reply.content_type)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        try:
            self.wfile.write(reply.body)
        except OSError:  # the driver has read enough of an answer without end
            self.close_connection = True

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(1000):
            if self.koha.faults.released.wait(0.2):
                break
            try:
                self.wfile.write(b" ")
            except OSError:
                break
        self.close_connection = True

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)
