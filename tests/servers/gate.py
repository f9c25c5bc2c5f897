"""A way to an engine that is closed in the middle of a load, so that whatever breaks the load off comes neither too early nor too late."""

from __future__ import annotations

import socket
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_SENDING = (b"POST ", b"PUT ")


class Gate:
    """Passes bytes between clients and an engine on 127.0.0.1, until a request begins when `is_time`; that one is never sent on.

    Attributes:
        url: the address of the engine by this way.
        closed: set once a request is held.
    """

    def __init__(self, url: str, is_time: Callable[[], bool]) -> None:
        parts = urlsplit(url)
        self._engine = (str(parts.hostname), parts.port or 80)
        self._is_time = is_time
        self._server = socket.create_server(("127.0.0.1", 0))
        self._ended = threading.Event()
        self.url = parts._replace(netloc=f"127.0.0.1:{self._server.getsockname()[1]}").geturl()
        self.closed = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with closing(client), suppress(OSError), socket.create_connection(self._engine) as engine:
            threading.Thread(target=self._answers, args=[engine, client], daemon=True).start()
            while data := client.recv(1 << 16):
                if data.startswith(_SENDING) and self._is_time():
                    self.closed.set()
                    self._ended.wait()
                    return
                engine.sendall(data)

    @staticmethod
    def _answers(engine: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := engine.recv(1 << 16):
                client.sendall(data)
        with suppress(OSError):  # what ends one end ends the other
            client.shutdown(socket.SHUT_RDWR)
