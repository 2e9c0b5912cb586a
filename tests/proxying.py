"""A reverse proxy as deployments have one: on another port, it adds headers both ways."""

import socket
import threading
from collections.abc import Mapping


class Proxy:
    """Hands requests on to a server of this machine, one a connection."""

    def __init__(self, port: int, answered: Mapping[str, str]) -> None:
        self._target = port
        self._answered = "".join(f"{key}: {value}\r\n" for key, value in answered.items()).encode()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        with browser, socket.create_connection(("127.0.0.1", self._target)) as server:
            head, rest = _head(browser)
            head = head.replace(b"Connection: keep-alive", b"Connection: close")
            server.sendall(head + b"X-Forwarded-For: 192.0.2.7\r\n\r\n" + rest)
            there = threading.Thread(target=_pour, args=(browser, server), daemon=True)
            there.start()
            head, rest = _head(server)
            browser.sendall(head + self._answered + b"\r\n" + rest)
            _pour(server, browser)


def _head(source: socket.socket) -> tuple[bytes, bytes]:
    """Read up to the end of the head; return it with its last line's end, and what follows."""
    got = b""
    while b"\r\n\r\n" not in got and (more := source.recv(65_536)):
        got += more
    head, _, rest = got.partition(b"\r\n\r\n")
    return head + b"\r\n", rest


def _pour(source: socket.socket, sink: socket.socket) -> None:
    try:
        while more := source.recv(65_536):
            sink.sendall(more)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        return
