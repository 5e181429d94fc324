"""A mail server of our own: it speaks SMTP, keeps what it is given, and can refuse or hang up."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Sink:
    """What the server was given; whether it refuses, or hangs up where it should say yes."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    refuse: bool = False
    drop_before_answer: bool = False

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails, read."""
        found: list[Any] = [message_from_bytes(one, policy=policy.default) for one in self.raw]
        return found


class _Speaker(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink: Sink = self.server.sink  # type: ignore[attr-defined]
        self._say("220 sporkoebing.example")
        while line := self.rfile.readline():
            word = line.decode().split(maxsplit=1)[0].upper() if line.strip() else ""
            if word in {"EHLO", "HELO"}:
                self._say("250 sporkoebing.example")
            elif word == "DATA":
                if not self._take(sink):
                    return
            elif word == "QUIT":
                self._say("221 farvel")
                return
            elif word == "RCPT" and sink.refuse:
                self._say("550 nej")
            else:
                self._say("250 ok")

    def _take(self, sink: Sink) -> bool:
        self._say("354 skriv")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b".") else line)
        sink.raw.append(b"".join(lines))
        if sink.drop_before_answer:
            return False
        self._say("250 modtaget")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server() -> Iterator[Sink]:
    """Serve on a free port of this machine until the block ends."""
    sink = Sink()
    with _Server(("127.0.0.1", 0), _Speaker) as server:
        server.sink = sink  # type: ignore[attr-defined]
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield sink
        server.shutdown()
        thread.join()
