"""Receivers on this machine: an SMTP server that keeps what it gets, an HTTP server that checks signatures."""

from __future__ import annotations

import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Sink(socketserver.ThreadingTCPServer):
    """Says yes to SMTP; `refuse` recipients get 550. `letters` is what came, as it came."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters: list[bytes] = []
        self.refuse: set[str] = set()


class Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    server: Sink

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT" and any(one in line for one in self.server.refuse):
                self.say("550 no such mailbox")
            elif verb == "DATA":
                self.say("354 go on")
                self.server.letters.append(self.letter())
                self.say("250 kept")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)


class Office(HTTPServer):
    """Another system. Answers the codes of `answers` one after the other, then 204; wrongly signed gets 403."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.key = ""
        self.answers: list[int] = []
        self.seen: list[tuple[str, dict[str, Any]]] = []
        self.refused = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/fajian?from=city"


class Desk(BaseHTTPRequestHandler):
    """One message, checked as the manual tells receivers to."""

    server: Office

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        right = "sha256=" + hmac.new(self.server.key.encode(), body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right, self.headers["X-Fajian-Signature"]):
            self.server.refused += 1
            self.answer(403)
            return
        self.server.seen.append((self.headers["X-Fajian-Delivery"], json.loads(body)))
        self.answer(self.server.answers.pop(0) if self.server.answers else 204)

    def answer(self, code: int) -> None:
        self.send_response(code)
        if 300 <= code < 400:
            self.send_header("Location", self.server.url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def running(server: Any) -> Iterator[Any]:
    """While inside, it serves."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
