"""A gateway on loopback for tests: answers by a script, keeps what came, can hang, break off and trickle."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HANG, HALF, TRICKLE, CUT = "hang", "half", "trickle", "cut"


@dataclass(frozen=True)
class Came:
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: some[0] for name, some in parse_qs(self.body).items()}


Says = Callable[[Came], object]  # a dict (200), a status, one of the words above, bytes


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, says: Says):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.says, self.came, self.over = says, [], threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_):
        """A client that is gone in the middle is what is tested."""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        said = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        query = {name: some[0] for name, some in parse_qs(said.query).items()}
        came = Came(said.path, query, dict(self.headers), body)
        self.server.came.append(came)
        self._answer(self.server.says(came))

    do_POST = do_GET

    def _answer(self, said) -> None:
        if said == HANG:
            self.server.over.wait()
        elif said == CUT:
            self.close_connection = True
        elif said in (HALF, TRICKLE):
            self._head(200, 1000)
            while said == TRICKLE and not self.server.over.wait(0.05):
                self.wfile.write(b" ")
        elif isinstance(said, int):
            self._head(said, 0)
        else:
            told = said if isinstance(said, bytes) else json.dumps(said).encode()
            self._head(200, len(told))
            self.wfile.write(told)

    def _head(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_):
        """Nothing is written."""


@contextmanager
def server(says: Says) -> Iterator[Server]:
    """Runs until the block ends."""
    with Server(says) as web:
        threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield web
        finally:
            web.over.set()
            web.shutdown()
